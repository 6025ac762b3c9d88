import { html } from 'lit';
import type { Figure, Section } from '../compositions/section.ts';
import { find, type Context, type Found } from '../context.ts';
import './age-section.ts';
import './control-section.ts';
import './course-section.ts';
import './curve-section.ts';
import './dots-section.ts';
import './forecast-section.ts';
import './funnel-section.ts';
import { unknownFrame } from './empty-frame.ts';

/** The picture that answers a question, or why there is none. */
export function figureSection(section: Section, context: Context) {
  if (section.kind === 'forecast') {
    return html`<forecast-section .section=${section} .context=${context}></forecast-section>`;
  }
  const figures: readonly Figure[] =
    section.kind === 'estimators' ? section.figures : [section.figure];
  const found = figures.flatMap((figure): Found[] => {
    const known = find(context, figure);
    return known ? [known] : [];
  });
  const [first] = found;
  if (!first) return unknownFrame(section, figures[0]?.indicator ?? '', context.state);
  switch (section.kind) {
    case 'course':
      return html`<course-section .section=${section} .found=${first} .context=${context}></course-section>`;
    case 'curve':
      return html`<curve-section .section=${section} .found=${first} .context=${context}></curve-section>`;
    case 'funnel':
      return html`<funnel-section .section=${section} .found=${first} .context=${context}></funnel-section>`;
    case 'ages':
      return html`<age-section .section=${section} .found=${first} .context=${context}></age-section>`;
    case 'control':
      return html`<control-section .section=${section} .found=${first} .context=${context}></control-section>`;
    default:
      return html`<dots-section .section=${section} .found=${found} .context=${context}></dots-section>`;
  }
}

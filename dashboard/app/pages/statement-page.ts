import { LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { lang } from '../locale.ts';
import { accessibilityEn, legalEn } from '../words/statement.en.ts';
import { accessibilityFr, legalFr } from '../words/statement.fr.ts';

const TEXTS = {
  accessibility: { fr: accessibilityFr, en: accessibilityEn },
  legal: { fr: legalFr, en: legalEn },
};

/** What the law asks a site to say of itself. */
@customElement('statement-page')
export class StatementPage extends LitElement {
  @property() statement: keyof typeof TEXTS = 'accessibility';

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return TEXTS[this.statement][lang]();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'statement-page': StatementPage;
  }
}

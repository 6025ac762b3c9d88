import type { Statistic, View } from '#domain/indicator.ts';

/** A text of the page in both its languages. */
export interface Text {
  fr: string;
  en: string;
}

/** One figure of the catalogue. What is absent, or what the indicator does not have, is chosen from its rows. */
export interface Figure {
  indicator: string;
  statistic?: Statistic;
  view?: View;
  breakdown?: string;
}

interface Common {
  /** Names the chart in the address. */
  key: string;
  question: Text;
  /** How to read it, where that is not plain. */
  note?: Text;
  /** Takes the whole width. */
  wide?: true;
  /** It is on the printed sheet of a prefecture, which has room for few. */
  sheet?: true;
}

/** One figure month by month. */
export interface CourseOf extends Common {
  kind: 'course';
  figure: Figure;
}

/** The share that is done within so many days. */
export interface CurveOf extends Common {
  kind: 'curve';
  figure: Figure;
}

/** The parts of one figure beside each other, in one period. */
export interface PartsOf extends Common {
  kind: 'parts';
  figure: Figure;
  /** Only the breakdowns that look so. */
  only?: RegExp;
}

/** One delay counted in several ways, each with what it answers and how well it foretold (`/estimators`). */
export interface EstimatorsOf extends Common {
  kind: 'estimators';
  figures: readonly (Figure & { estimator: string; name: Text; answers: Text })[];
}

/** One figure for each member of a dimension. */
export interface MembersOf extends Common {
  kind: 'members';
  figure: Figure;
  dimension: 'demande' | 'motif' | 'canal' | 'titre';
}

/** Each prefecture against the limits of chance. */
export interface FunnelOf extends Common {
  kind: 'funnel';
  figure: Figure;
}

/** One figure month by month against its own limits. */
export interface ControlOf extends Common {
  kind: 'control';
  figure: Figure;
}

/** What waits, by how long it has. */
export interface AgesOf extends Common {
  kind: 'ages';
  figure: Figure;
}

/** The stock that is to be expected. */
export interface ForecastOf extends Common {
  kind: 'forecast';
}

/** A question of a page, with the kind of picture that answers it. */
export type Section =
  | CourseOf
  | CurveOf
  | PartsOf
  | EstimatorsOf
  | MembersOf
  | FunnelOf
  | ControlOf
  | AgesOf
  | ForecastOf;

/** Questions that belong together. */
export interface Chapter {
  key: string;
  title: Text;
  lede?: Text;
  sections: readonly Section[];
}

/** A page made of sections: what it asks, and in which order. */
export interface Composition {
  title: Text;
  lede: Text;
  chapters: readonly Chapter[];
}

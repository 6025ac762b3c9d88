import type { frameFr } from './frame.fr.ts';

/** What the frame of the charts and the states of a part say in English. */
export const frameEn: typeof frameFr = {
  table: 'Show as table',
  noTable: 'Hide the table',
  tableKey: 'Key T: table',
  take: 'Download',
  takeTitle: 'Download the figures or the picture',
  csv: 'CSV',
  arrow: 'Arrow',
  parquet: 'Parquet',
  svg: 'SVG picture',
  png: 'PNG picture',
  card: (place) => `Identity card (${place})`,
  link: 'Link to this view',
  actions: 'Actions',
  help: 'Hover, touch or arrow keys to read; Enter opens the identity card.',
  helpPlain: 'Hover, touch or arrow keys to read.',
  states: {
    loading: 'Loading',
    empty: 'No values here',
    valueless: 'No value',
    partial: 'Incomplete',
    stale: 'To be refreshed',
    suppressed: 'Withheld',
    failed: 'Failed',
    forbidden: 'Restricted',
  },
  notComputed: (id) =>
    `Indicator ${id} has no value here: its source is not delivered, it has not been computed yet, or it is not computed for this place, this period or these applications.`,
  notInCatalogue: (id) => `Indicator ${id} is not in the catalogue yet.`,
  toCatalogue: 'See the indicators',
  toIndicator: (id) => `Definition of ${id}`,
  toData: 'See the data received',
  notDivided: 'This indicator is not divided by this choice: the overall value is shown.',
  suppressedSeries:
    'All values are withheld: too few people are concerned to publish them without a risk of recognising them. A longer period or the whole of France can still be read.',
  partialPlaces: (count) =>
    `${count === '1' ? '1 prefecture has' : `${count} prefectures have`} not delivered this source: absence does not mean zero.`,
  forbidden:
    'These figures are reserved for another level of access. Public figures remain available on the other pages.',
  stale:
    'The latest figures could not be loaded. Those shown are from before; their date is under each chart.',
  refreshed: 'New figures have arrived: the page is up to date.',
};

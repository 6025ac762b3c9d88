import type { Composition } from './section.ts';

export const decisions: Composition = {
  title: { fr: 'Que valent les décisions ?', en: 'What are the decisions worth?' },
  lede: {
    fr: 'Un refus plus rapide raccourcit le délai : la page des délais ne se lit pas sans celle-ci.',
    en: 'A faster refusal shortens the waiting time: the page on waiting times does not read without this one.',
  },
  chapters: [
    {
      key: 'issues',
      title: { fr: 'Comment finissent les demandes', en: 'How applications end' },
      sections: [
        {
          key: 'q-01',
          kind: 'parts',
          wide: true,
          figure: { indicator: 'Q-01', statistic: 'share', view: 'cohort' },
          only: /^cause=[a-z_]+;horizon=12m$/,
          question: {
            fr: 'Quelle issue, un an après le dépôt ?',
            en: 'Which outcome, one year after filing?',
          },
          note: {
            fr: 'Incidences cumulées en risques concurrents : les issues et l’attente font cent pour cent.',
            en: 'Cumulative incidences with competing risks: the outcomes and the wait add up to one hundred per cent.',
          },
        },
        {
          key: 'q-02',
          kind: 'course',
          figure: { indicator: 'Q-02', statistic: 'share' },
          question: {
            fr: 'Quelle part est classée sans suite ou clôturée ?',
            en: 'What share is closed without a decision?',
          },
        },
        {
          key: 'q-04',
          kind: 'course',
          figure: { indicator: 'Q-04', statistic: 'share' },
          question: {
            fr: 'Quelle part des dépôts se voit refuser l’enregistrement ?',
            en: 'What share of filings is refused registration?',
          },
        },
        {
          key: 'q-03',
          kind: 'course',
          figure: { indicator: 'Q-03', statistic: 'share' },
          question: {
            fr: 'Quelle part des demandes est incomplète au dépôt ?',
            en: 'What share of applications is incomplete when filed?',
          },
        },
      ],
    },
    {
      key: 'solidite',
      title: { fr: 'Ce qui tient, et ce qui est repris', en: 'What holds, and what is redone' },
      sections: [
        {
          key: 'q-05',
          kind: 'course',
          figure: { indicator: 'Q-05', statistic: 'share' },
          question: {
            fr: 'Quelle part des décisions est rouverte ou changée ?',
            en: 'What share of decisions is reopened or changed?',
          },
        },
        {
          key: 'q-06',
          kind: 'course',
          figure: { indicator: 'Q-06', statistic: 'share' },
          question: {
            fr: 'Après un refus ou un classement, quelle part dépose de nouveau ?',
            en: 'After a refusal or a closure, what share files again?',
          },
        },
        {
          key: 'l-03',
          kind: 'course',
          figure: { indicator: 'L-03', statistic: 'share' },
          question: {
            fr: 'Quelle part des décisions attaquées est annulée ?',
            en: 'What share of the decisions challenged is annulled?',
          },
        },
        {
          key: 'q-07',
          kind: 'course',
          figure: { indicator: 'Q-07', statistic: 'mean' },
          question: {
            fr: 'Quelle note les usagers donnent-ils ?',
            en: 'What mark do users give?',
          },
        },
      ],
    },
  ],
};

import type { Composition } from './section.ts';

export const pilots: Composition = {
  title: {
    fr: 'Que change l’application d’IA dans les préfectures pilotes ?',
    en: 'What does the AI application change in the pilot prefectures?',
  },
  lede: {
    fr: 'Chiffres descriptifs, à titre exploratoire : ils ne mesurent pas un effet. L’essai, avec son protocole fixé d’avance, aura sa propre page.',
    en: 'Descriptive, exploratory figures: they do not measure an effect. The trial, with its protocol fixed beforehand, will have its own page.',
  },
  chapters: [
    {
      key: 'exposition',
      title: { fr: 'Ce que fait l’outil', en: 'What the tool does' },
      sections: [
        {
          key: 'ia-01',
          kind: 'course',
          figure: { indicator: 'IA-01', statistic: 'share' },
          question: {
            fr: 'Quelle part des dossiers éligibles passe par l’outil ?',
            en: 'What share of eligible files goes through the tool?',
          },
        },
        {
          key: 'ia-03',
          kind: 'parts',
          figure: { indicator: 'IA-03', statistic: 'share' },
          question: {
            fr: 'Les agents suivent-ils ses suggestions ?',
            en: 'Do agents follow its suggestions?',
          },
        },
        {
          key: 'ia-04',
          kind: 'parts',
          figure: { indicator: 'IA-04' },
          question: {
            fr: 'S’en écartent-ils autant quand il suggère de refuser ?',
            en: 'Do they depart from them as much when it suggests a refusal?',
          },
        },
        {
          key: 'ia-05',
          kind: 'parts',
          figure: { indicator: 'IA-05' },
          question: {
            fr: 'Combien de temps passent-ils à vérifier ?',
            en: 'How long do they spend checking?',
          },
        },
      ],
    },
    {
      key: 'avant-apres',
      title: { fr: 'Avant et après, pilotes et autres', en: 'Before and after, pilots and others' },
      sections: [
        {
          key: 'ia-02',
          kind: 'parts',
          wide: true,
          figure: { indicator: 'IA-02', statistic: 'rmst120' },
          question: {
            fr: 'Le délai de décision a-t-il changé ?',
            en: 'Has the time to decision changed?',
          },
        },
        {
          key: 'ia-07',
          kind: 'parts',
          wide: true,
          figure: { indicator: 'IA-07' },
          question: {
            fr: 'Les issues ont-elles changé ?',
            en: 'Have the outcomes changed?',
          },
        },
        {
          key: 'ia-06',
          kind: 'parts',
          figure: { indicator: 'IA-06' },
          question: {
            fr: 'Les décisions assistées sont-elles plus souvent reprises ?',
            en: 'Are assisted decisions redone more often?',
          },
        },
        {
          key: 'ia-08',
          kind: 'course',
          figure: { indicator: 'IA-08' },
          question: {
            fr: 'Et les dossiers que l’outil ne traite pas ?',
            en: 'And the files that the tool does not handle?',
          },
        },
      ],
    },
    {
      key: 'garanties',
      title: { fr: 'Garanties', en: 'Safeguards' },
      sections: [
        {
          key: 'ia-09',
          kind: 'course',
          figure: { indicator: 'IA-09', statistic: 'share' },
          question: {
            fr: 'L’emploi d’un algorithme est-il mentionné aux personnes ?',
            en: 'Are people told that an algorithm was used?',
          },
        },
        {
          key: 'ia-10',
          kind: 'course',
          figure: { indicator: 'IA-10' },
          question: {
            fr: 'L’outil dérive-t-il, tombe-t-il en panne ?',
            en: 'Does the tool drift, does it fail?',
          },
        },
      ],
    },
  ],
};

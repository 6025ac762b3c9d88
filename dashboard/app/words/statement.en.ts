import { html } from 'lit';

/** The accessibility statement in English. */
export const accessibilityEn = () => html`
  <h1 tabindex="-1">Accessibility statement</h1>
  <p class="lede">
    Drawn up for the installed version of this software. Whoever runs the site adds their name, their
    multi-year plan and their contact before it goes online.
  </p>
  <div class="prose">
    <h2>Compliance</h2>
    <p>
      This site is <strong>not compliant</strong> with the French accessibility standard (RGAA 4.1) in the
      sense of the law: no audit of its 106 criteria has been carried out so far. This does not say that it is
      inaccessible; it says that nobody has verified the whole of it.
    </p>
    <h2>What is verified with each version</h2>
    <ul>
      <li>No error of axe’s automatic rules (WCAG 2.2 A and AA) on any page, in the light and dark theme, on narrow and wide screens, and with text doubled.</li>
      <li>Every page can be walked and used with the keyboard alone; the focus returns to where it came from.</li>
      <li>Every chart has a title in one sentence, is read point by point with the arrow keys, and gives its numbers as a table with the T key.</li>
      <li>No information rests on colour alone; contrasts are computed for both themes.</li>
      <li>Motion is removed when the system asks; updates keep the focus and the position.</li>
    </ul>
    <h2>What is not verified</h2>
    <ul>
      <li>How screen readers (NVDA, JAWS, VoiceOver) render it, one by one.</li>
      <li>The map, which has 107 areas: its full equivalent is the table beside it.</li>
      <li>Browsers other than Chromium.</li>
    </ul>
    <h2>Reporting a difficulty</h2>
    <p>
      Write to whoever runs the site, who must offer an alternative. Without a satisfactory answer you may turn
      to the Défenseur des droits: by its online form, through its delegates in each département, or by free
      post (Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07).
    </p>
  </div>
`;

/** The legal notice in English. */
export const legalEn = () => html`
  <h1 tabindex="-1">Legal notice</h1>
  <div class="prose">
    <h2>Publisher and host</h2>
    <p>
      The publisher is the person or service that runs this installation, who states here their name, address,
      director of publication and host. This site does not use the brand of the French State and is not a site
      of the administration unless whoever runs it says so.
    </p>
    <h2>Personal data</h2>
    <p>
      This site sets no cookie, measures no audience and calls no other server. The choice of theme stays in the
      browser. Data on files, pseudonymised at the source, remains personal data: it is never published; only
      aggregates are.
    </p>
    <h2>Reuse</h2>
    <p>
      Figures may be quoted with their identity card: indicator, version, cut-off, instant. Demonstration data
      may only be quoted as such. The software is free, under the EUPL 1.2 licence.
    </p>
  </div>
`;

import { TaskStatus } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { fetchFreshness } from '../api.ts';
import { arriveAt } from '../arrival.ts';
import { LiveTask } from '../live-task.ts';
import { listenToServer, onFigures, onStale } from '../live.ts';
import { locale } from '../locale.ts';
import { PATHS, routeOf, type PageName, type Route } from '../routes.ts';
import { setPrintFoot } from '../print-foot.ts';
import { populationLabel } from '../sentences.ts';
import { darkIsOn, toggleTheme } from '../theme.ts';
import { pageHref, readState, writeState, type PageState } from '../url-state.ts';
import './identity-card.ts';
import { failureOf, pending } from './states.ts';

const { words, format, lang } = locale;

/** The pages of the navigation; the two others are in the foot. */
const NAVIGATION = (Object.keys(PATHS) as PageName[]).filter(
  (page) => page !== 'accessibility' && page !== 'legal',
);

/** Which entry of the navigation a page of one thing belongs to. */
const PARENTS: Partial<Record<Route['page'], PageName>> = {
  indicator: 'catalogue',
  prefecture: 'prefectures',
};

/** Of the program that made the page; none where nothing was built. */
const VERSION: string | undefined = import.meta.env.VITE_VERSION;

const composed = () => import('../pages/composed-page.ts');

/** What each page is made of: a reader loads that of the page that is asked for. */
const PAGES: Partial<Record<Route['page'], () => Promise<unknown>>> = {
  overview: () => import('../pages/overview-page.ts'),
  prefectures: () => import('../pages/prefectures-page.ts'),
  prefecture: () => import('../pages/prefecture-page.ts'),
  delays: composed,
  access: composed,
  decisions: composed,
  rights: composed,
  defects: composed,
  pilots: composed,
  evaluation: () => import('../pages/evaluation-page.ts'),
  catalogue: () => import('../pages/catalogue-page.ts'),
  indicator: () => import('../pages/indicator-page.ts'),
  data: () => import('../pages/data-page.ts'),
  method: () => import('../pages/method-page.ts'),
  accessibility: () => import('../pages/statement-page.ts'),
  legal: () => import('../pages/statement-page.ts'),
};

/**
 * The frame of every page, and the one owner of the address: what any element wants changed comes up
 * here as a `navigate` event and goes down again as `state`.
 */
@customElement('observatoire-app')
export class ObservatoireApp extends LitElement {
  @state() private route: Route = routeOf(location.pathname);
  /** What the reader chose; but for the identity card, which changes nothing of what lies under it. */
  @state() private page: PageState = { ...readState(location.search), fiche: null };
  @state() private fiche: string | null = readState(location.search).fiche;
  @state() private dark = darkIsOn();
  @state() private said = '';
  @state() private menu = false;
  @state() private stale = false;

  readonly #freshness = new LiveTask(this, {
    args: () => [],
    task: (_, { signal }) => fetchFreshness(signal),
  });

  #endings: (() => void)[] = [];

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    document.documentElement.lang = lang;
    this.#titleDocument();
    void PAGES[this.route.page]?.();
    if (location.hash) arriveAt(location.hash.slice(1));
    this.addEventListener('navigate', ({ detail }) => this.#change(detail));
    this.addEventListener('announce', ({ detail }) => (this.said = detail));
    this.addEventListener('click', this.#onClick);
    window.addEventListener('popstate', this.#onHistory);
    window.addEventListener('beforeprint', this.#writeFoot);
    this.#endings = [
      listenToServer(),
      onFigures(() => (this.said = words.frame.refreshed)),
      onStale((some) => (this.stale = some)),
    ];
  }

  override disconnectedCallback() {
    window.removeEventListener('popstate', this.#onHistory);
    window.removeEventListener('beforeprint', this.#writeFoot);
    for (const end of this.#endings) end();
    super.disconnectedCallback();
  }

  /** What a printed sheet says of itself: what was chosen, how old it is, and where it is found again. */
  #writeFoot = () => {
    const { population, titre, prefecture, period, as_of } = this.page;
    const freshness = this.#freshness.value;
    const computed = freshness?.last_run?.finished_at;
    const parts = [
      words.site.name,
      freshness?.origin &&
        `${words.source.label}${words.colon}${words.source.origin[freshness.origin]}`,
      freshness?.cutoff && words.composed.cutoff(format.day(freshness.cutoff)).replace(/\.$/, ''),
      as_of ?? (typeof computed === 'string' && words.overview.computed(format.instant(computed))),
      titre ?? (population && populationLabel(locale, population)),
      prefecture,
      period && format.period(period),
      VERSION && words.site.version(VERSION),
      location.href.replace(/#.*$/, ''),
    ];
    setPrintFoot(parts.filter(Boolean).join(' · '));
  };

  override render() {
    const { site } = words;
    return html`
      <a class="skip" href="#contenu">${site.skip}</a>
      <header class="site">
        <div class="wrap">
          <p class="brand"><a href=${pageHref('/', this.page)}>${site.name}</a><span>${site.tagline}</span></p>
          <p class="tools">
            <a href=${this.#inOtherLang()} lang=${lang === 'fr' ? 'en' : 'fr'} hreflang=${lang === 'fr' ? 'en' : 'fr'} data-reload>${site.otherLang}</a>
            <button type="button" class="quiet" @click=${() => (this.dark = toggleTheme())}>${this.dark ? site.toLight : site.toDark}</button>
          </p>
          <button type="button" class="quiet menu" aria-expanded=${this.menu ? 'true' : 'false'} aria-controls="navigation" @click=${() => (this.menu = !this.menu)}>${site.menu}</button>
          <nav id="navigation" class=${this.menu ? 'open' : ''} aria-label=${site.nav}>
            <ul>${NAVIGATION.map(this.#navItem)}</ul>
          </nav>
        </div>
      </header>
      ${this.#notice()}
      <main id="contenu" tabindex="-1">
        <div class="wrap">${this.#isWaiting() ? html`<div class="page-space">${pending()}</div>` : this.#page()}</div>
      </main>
      <footer class="site">
        <div class="wrap">
          <p>${site.name}</p>
          <ul>
            <li><a href=${pageHref(PATHS.accessibility, this.page)}>${site.accessibility}</a></li>
            <li><a href=${pageHref(PATHS.legal, this.page)}>${words.pages.legal}</a></li>
            <li><a href="${pageHref(PATHS.method, this.page)}#sources">${site.mapSources}</a></li>
            <li><a href="/api/v1/openapi.json">${site.api}</a></li>
          </ul>
        </div>
      </footer>
      <p class="visually-hidden" role="status">${this.said}</p>
      <identity-card .state=${this.page} .fiche=${this.fiche}></identity-card>
    `;
  }

  #navItem = (page: PageName) => {
    const here = (PARENTS[this.route.page] ?? this.route.page) === page;
    return html`<li><a href=${pageHref(PATHS[page], this.page)} aria-current=${ifDefined(here ? 'page' : undefined)}>${words.pages[page]}</a></li>`;
  };

  /** What a reader must know before any figure: whether it is invented, and as of when. */
  #notice() {
    const { site } = words;
    const frozen = this.page.as_of;
    return html`
      ${this.#freshness.render({
        error: (error) =>
          html`<div class="notice" role="alert"><p class="wrap">${site.unreachable} ${failureOf(error)}
              <button type="button" class="link" @click=${() => void this.#freshness.run()}>${words.state.retry}</button></p></div>`,
        complete: ({ origin }) =>
          origin === 'synthetic'
            ? html`<aside class="notice demo" aria-label=${site.demoLabel}><p class="wrap"><span class="mark" aria-hidden="true">▲</span> ${site.demo}</p></aside>`
            : nothing,
      })}
      ${this.stale ? html`<div class="notice stale"><p class="wrap"><span aria-hidden="true">▲</span> ${words.frame.stale}</p></div>` : nothing}
      ${
        frozen
          ? html`<aside class="notice" aria-label=${site.frozenLabel}>
            <p class="wrap">${site.frozen(frozen.includes('T') ? format.instant(frozen) : format.day(frozen))}
              <a href=${location.pathname + writeState({ ...this.page, as_of: null })}>${site.unfreeze}</a></p>
          </aside>`
          : nothing
      }
    `;
  }

  /**
   * A page begins when it is known whether the figures are invented and until when they go: what came
   * before would be pushed down by that very sentence, a text as much as a chart.
   */
  #isWaiting(): boolean {
    const { value, status } = this.#freshness;
    return !value && status !== TaskStatus.ERROR;
  }

  #page() {
    const { route, page } = this;
    switch (route.page) {
      case 'overview':
        return html`<overview-page .state=${page} .freshness=${this.#freshness.value} .unreachable=${this.#freshness.status === TaskStatus.ERROR}></overview-page>`;
      case 'prefectures':
        return html`<prefectures-page .state=${page} .freshness=${this.#freshness.value}></prefectures-page>`;
      case 'prefecture':
        return html`<prefecture-page .state=${page} .freshness=${this.#freshness.value} code=${route.code}></prefecture-page>`;
      case 'evaluation':
        return html`<evaluation-page .state=${page}></evaluation-page>`;
      case 'catalogue':
        return html`<catalogue-page .state=${page}></catalogue-page>`;
      case 'indicator':
        return html`<indicator-page .state=${page} .freshness=${this.#freshness.value} indicator=${route.id}></indicator-page>`;
      case 'data':
        return html`<data-page .state=${page}></data-page>`;
      case 'method':
        return html`<method-page .state=${page}></method-page>`;
      case 'accessibility':
      case 'legal':
        return html`<statement-page statement=${route.page}></statement-page>`;
      case 'unknown':
        return html`<h1 tabindex="-1">${words.site.unknownPage}</h1><p>${words.site.unknownPageText}</p>`;
      default:
        return html`<composed-page .state=${page} .freshness=${this.#freshness.value} page=${route.page}></composed-page>`;
    }
  }

  /** The same page in the other language; loaded anew, see `locale.ts`. */
  #inOtherLang = () =>
    location.pathname +
    writeState({ ...this.page, fiche: this.fiche, lang: lang === 'fr' ? 'en' : 'fr' });

  #change({ fiche = this.fiche, ...choices }: Partial<PageState>) {
    this.fiche = fiche;
    if (Object.keys(choices).length > 0) this.page = { ...this.page, ...choices };
    const query = writeState({ ...this.page, fiche });
    history.replaceState(null, '', location.pathname + query + location.hash);
  }

  /** Follows our own links without loading the page again. */
  #onClick = (event: MouseEvent) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (
      !link ||
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey
    )
      return;
    const url = new URL(link.href);
    const ours = url.origin === location.origin && !url.pathname.startsWith('/api/');
    const onlyHash =
      url.pathname + url.search === location.pathname + location.search && url.hash !== '';
    if (!ours || onlyHash || link.hasAttribute('download') || 'reload' in link.dataset) return;
    event.preventDefault();
    history.pushState(null, '', url);
    void this.#arrive();
  };

  #onHistory = () => {
    if (new URLSearchParams(location.search).get('lang') === (lang === 'fr' ? 'en' : null)) {
      location.reload();
      return;
    }
    this.#read();
  };

  #read() {
    this.menu = false;
    this.route = routeOf(location.pathname);
    const { fiche, ...choices } = readState(location.search);
    this.fiche = fiche;
    this.page = { ...choices, fiche: null };
    void PAGES[this.route.page]?.();
    this.#titleDocument();
  }

  /** A new page begins at its title, for the eye and for the focus; an anchor begins where it says. */
  async #arrive() {
    const before = JSON.stringify(this.route);
    this.#read();
    const moved = JSON.stringify(this.route) !== before;
    await this.updateComplete;
    if (moved) {
      window.scrollTo(0, 0);
      this.querySelector<HTMLElement>('#contenu')?.focus({ preventScroll: true });
    }
    const anchor = location.hash.slice(1);
    if (anchor) arriveAt(anchor);
  }

  #titleDocument() {
    const { route } = this;
    const title = titleOf(route);
    document.title = `${title} – ${words.site.name}`;
  }
}

/** What the document is called: the page, or the thing that it is about. */
function titleOf(route: Route): string {
  if (route.page === 'indicator') return route.id;
  if (route.page === 'prefecture') return `${words.pages.prefecture} ${route.code}`;
  return route.page === 'unknown' ? words.site.unknownPage : words.pages[route.page];
}

declare global {
  interface HTMLElementTagNameMap {
    'observatoire-app': ObservatoireApp;
  }
}

import { LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { locale } from '../locale.ts';
import { readState, type PageState } from '../url-state.ts';
import { methodEn } from '../words/method.en.ts';
import { methodFr } from '../words/method.fr.ts';

/** How the figures are made, and what the law asks a site to say of itself. */
@customElement('method-page')
export class MethodPage extends LitElement {
  @property({ attribute: false }) state: PageState = readState('');

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return locale.lang === 'fr' ? methodFr(this.state) : methodEn(this.state);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'method-page': MethodPage;
  }
}

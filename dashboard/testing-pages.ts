import type { Page } from 'playwright-core';

/** Every page, by address. */
export const EVERY_PAGE = [
  '/',
  '/prefectures',
  '/prefectures/75',
  '/delais',
  '/acces',
  '/decisions',
  '/droits',
  '/anomalies',
  '/pilotes',
  '/evaluation',
  '/indicateurs',
  '/indicateurs/P-01',
  '/donnees',
  '/methode',
  '/accessibilite',
  '/mentions-legales',
];

/** Waiting words, in both languages: while one is on the page, it is not complete. */
const COMPLETE = `!document.body.innerText.match(/Chargement…|Loading…/) && document.querySelector('h1') !== null`;

/** Does the page show all that it will? Asked from outside: its own policy forbids `eval`. */
export const isComplete = (page: Page) => page.evaluate<boolean>(COMPLETE);

import { expect, test } from 'vitest';
import { inLang, partIn, typeset } from './locale.ts';

test('a text in two languages gives the part in the language asked', () => {
  expect(partIn('fr', 'Aucune. || None.')).toBe('Aucune.');
  expect(partIn('en', 'Aucune. || None.')).toBe('None.');
});

test('a text in one language is given whole', () => {
  expect(partIn('fr', 'CESEDA R. 432-1')).toBe('CESEDA R.\u00a0432-1');
  expect(partIn('en', 'CESEDA R. 432-1')).toBe('CESEDA R. 432-1');
});

test('French is set with spaces and hyphens that do not break', () => {
  expect(typeset('« Que vaut-elle ? » : 95 %, 1 120 942 ; art. R. 431-2, n° 452798 !')).toBe(
    '«\u00a0Que vaut\u2011elle\u00a0?\u00a0»\u00a0: 95\u202f%, 1\u202f120\u202f942\u00a0; art.\u00a0R.\u00a0431-2, n°\u00a0452798\u00a0!',
  );
  expect(typeset("Que trouve-t-on l'an 2025 ?")).toBe('Que trouve\u2011t\u2011on l’an 2025\u00a0?');
  expect(typeset('rendez-vous, celui-ci, classe=R1')).toBe('rendez-vous, celui-ci, classe=R1');
});

test('English is left as it is', () => {
  expect(inLang('en', 'Quoi ?', "What's 1 234 %?")).toBe("What's 1 234 %?");
});

const KEY = 'theme';

/** Is the page dark now, by the reader's choice or else by the system's? */
export function darkIsOn(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Turns to the other theme and remembers it, where the browser lets us; says whether it is dark now. */
export function toggleTheme(): boolean {
  const theme = darkIsOn() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
  return theme === 'dark';
}

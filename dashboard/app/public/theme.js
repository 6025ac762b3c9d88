// Applies the reader's choice of theme before the first paint; a module would come too late and flash.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is refused: the system's preference stands.
}

/** Where each page is. An order too: that of the navigation. */
export const PATHS = {
  overview: '/',
  prefectures: '/prefectures',
  delays: '/delais',
  access: '/acces',
  decisions: '/decisions',
  rights: '/droits',
  defects: '/anomalies',
  pilots: '/pilotes',
  evaluation: '/evaluation',
  catalogue: '/indicateurs',
  data: '/donnees',
  method: '/methode',
  accessibility: '/accessibilite',
  legal: '/mentions-legales',
} as const;

export type PageName = keyof typeof PATHS;

export type Route =
  | { page: PageName | 'unknown' }
  | { page: 'indicator'; id: string }
  | { page: 'prefecture'; code: string };

const INDICATOR = /^[A-Za-z]{1,3}-\d{2}$/;
const PREFECTURE = /^(\d{2,3}|2[ABab])$/;

export function routeOf(pathname: string): Route {
  const path = pathname.replace(/\/$/, '') || '/';
  const page = (Object.keys(PATHS) as PageName[]).find((name) => PATHS[name] === path);
  if (page) return { page };
  const [first, second = '', ...rest] = path.slice(1).split('/');
  if (rest.length > 0) return { page: 'unknown' };
  if (first === 'indicateurs' && INDICATOR.test(second)) {
    return { page: 'indicator', id: second.toUpperCase() };
  }
  if (first === 'prefectures' && PREFECTURE.test(second)) {
    return { page: 'prefecture', code: second.toUpperCase() };
  }
  return { page: 'unknown' };
}

/** The page of one prefecture. */
export const prefecturePath = (code: string) => `${PATHS.prefectures}/${code}`;

import express, { Router, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { contentSender } from './content.ts';
import { endpoints, type EndpointOptions } from './endpoints.ts';
import { eventIntake, EVENTS, type Intake } from './events.ts';
import { pages } from './pages.ts';
import { Forbidden, notFound, onlyGet, onlyPost, problemHandler } from './problem.ts';
import { eventStream, STREAM, type Happenings } from './stream.ts';

export interface AppOptions extends EndpointOptions {
  /** What to tell the pages that listen; absent: nothing happens. */
  happenings?: Happenings;
  /** How events are taken; absent: this server only reads. */
  intake?: Intake;
  /** The folder of the built page; absent: the API alone. */
  staticDir?: string;
  /** The folder of an operator's own `theme.css`; absent: none. */
  themeDir?: string;
  /** Takes what went wrong on our side; absent: the standard error. */
  log?: (line: string) => void;
}

const API = '/api/v1';

/** The page may load from us and nowhere else; nobody may frame it or post from it. */
const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  xFrameOptions: { action: 'deny' },
});

/** The API and the page, over what the reader's account may see. */
export function createApp(options: AppOptions): Express {
  const {
    happenings,
    intake,
    staticDir,
    themeDir,
    log = (line: string) => console.error(line),
  } = options;
  const send = contentSender();
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(securityHeaders);

  const api = Router();
  api.use((_request, response, next) => {
    response.vary('Accept');
    next();
  });
  for (const { path, handle } of endpoints(options, send)) {
    api
      .route(path.replaceAll(/\{(\w+)\}/g, ':$1'))
      .get(handle)
      .all(onlyGet);
  }
  api.route(STREAM.path).get(eventStream(happenings)).all(onlyGet);
  api
    .route(EVENTS.path)
    .post(intake ? eventIntake(intake, options) : readOnly)
    .all(onlyPost);
  app.use(API, api, notFound);

  if (staticDir) app.use(pages(staticDir, send, themeDir));
  app.use(notFound);
  app.use(problemHandler(log));
  return app;
}

const readOnly: RequestHandler = () => {
  throw new Forbidden('This server takes no events.');
};

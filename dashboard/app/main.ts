import './elements/observatoire-app.ts';

import type { EventName } from '#domain/contract.ts';
import { CLOSING, type Moment } from './acts.ts';
import type { Dossier } from './answers.ts';

type Traitement = Dossier['traitements'][number];

/** A request for a correction: when it was made, and when it was settled. */
interface Request {
  id: string;
  from: Date;
  to: Date | undefined;
}

/** How far apart the clocks of one act's two records may be. */
const SLACK_MS = 60_000;

const isReply = ({ event }: Traitement) =>
  event === 'depose_correction_usager' || event === 'depose_correction_instructeur';

const answers = (act: Traitement, { from, to }: Request) => {
  const at = new Date(act.dateTraitement);
  return isReply(act) && at >= from && (!to || at.getTime() <= to.getTime() + SLACK_MS);
};

/**
 * An application. Its days come from its acts, never from the dates of the dossier itself: those
 * keep the last of each kind only, and a reopened dossier keeps the date of a decision that fell.
 */
export function application({ traitements, messages }: Dossier): Moment[] {
  const requests = messages.flatMap(({ id, createdAt, correction }): Request[] => {
    if (!correction) return [];
    const { dateResolution: to } = correction;
    return [{ id, from: new Date(createdAt), to: to === null ? undefined : new Date(to) }];
  });
  const moments: Moment[] = [];
  let closed = false;
  for (const act of traitements) {
    const closing = CLOSING.get(act.event);
    const opening = openingOf(act, closed);
    const event = closing ?? opening ?? replyOf(act, requests);
    if (event) moments.push({ at: new Date(act.dateTraitement), event, key: act.id });
    if (closing) closed = true;
    else if (opening) closed = false;
  }
  for (const request of requests) {
    const { id, from, to } = request;
    moments.push({ at: from, event: 'complement_demande', key: `${id}:demande` });
    // The reply is an act of its own, when there is one; else the request was settled without.
    if (to && !traitements.some((act) => answers(act, request))) {
      moments.push({ at: to, event: 'complement_recu', key: `${id}:recu` });
    }
  }
  return moments;
}

function openingOf({ event }: Traitement, closed: boolean): EventName | undefined {
  switch (event) {
    case 'depose':
      return 'depot';
    case 'passe_en_instruction':
    case 'passe_en_instruction_automatiquement':
      return 'en_instruction';
    case 'repasse_en_construction':
      return 'retour_construction';
    case 'repasse_en_instruction':
      return closed ? 'reouverture' : 'en_instruction';
    default:
      return undefined;
  }
}

/** A user may always send changes; an agent's are a reply only when one was asked for. */
function replyOf(act: Traitement, requests: readonly Request[]): EventName | undefined {
  const asked = requests.some((request) => answers(act, request));
  return asked || act.event === 'depose_correction_usager' ? 'complement_recu' : undefined;
}

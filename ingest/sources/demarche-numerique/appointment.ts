import type { EventName } from '#domain/contract.ts';
import { CLOSING, type Moment } from './acts.ts';
import type { Dossier } from './answers.ts';

/** Words for an appointment that is asked for by a form, and granted by accepting it. */
export interface Appointment {
  asked: EventName;
  granted: EventName;
  lost: EventName;
}

/** What the acts of such a form mean. One that was granted and is taken up again is lost. */
export const appointment = ({ asked, granted, lost }: Appointment) =>
  function* moments({ traitements }: Dossier): Generator<Moment> {
    let held = false;
    for (const { id, event, dateTraitement } of traitements) {
      const at = new Date(dateTraitement);
      if (event === 'depose') yield { at, event: asked, key: id };
      const outcome = CLOSING.get(event);
      if (outcome) {
        held = outcome === 'decision_favorable';
        yield { at, event: held ? granted : lost, key: id };
      } else if (event === 'repasse_en_instruction' && held) {
        held = false;
        yield { at, event: lost, key: id };
      }
    }
  };

/** An appointment to file at the prefecture. */
export const PRE_DEMANDE: Appointment = {
  asked: 'rdv_recherche',
  granted: 'rdv_pris',
  lost: 'rdv_annule',
};

/** An appointment at the point d’accueil numérique. */
export const PAN: Appointment = {
  asked: 'pan_rdv_demande',
  granted: 'pan_rdv_pris',
  lost: 'pan_rdv_annule',
};

import type { SocketState } from '../model/endpoint.ts';
import { socketState } from './socket-state.ts';

/**
 * Words of the translated netstat.exe. German Windows translates every state; other languages are known to print
 * the English words, and some releases of them these.
 */
const translated: ReadonlyMap<string, SocketState> = new Map(
  (
    [
      // German
      ['ABHÖREN', 'listen'],
      ['ABHOEREN', 'listen'],
      ['HERGESTELLT', 'established'],
      ['WARTEND', 'time-wait'],
      ['SCHLIESSEN_WARTEN', 'close-wait'],
      ['SCHLIESSEND', 'closing'],
      ['GESCHLOSSEN', 'closed'],
      ['SYN_GESENDET', 'syn-sent'],
      ['SYN_EMPFANGEN', 'syn-recv'],
      ['FIN_WARTEN_1', 'fin-wait-1'],
      ['FIN_WARTEN_2', 'fin-wait-2'],
      ['ZULETZT_ACK', 'last-ack'],
      ['LETZTES_ACK', 'last-ack'],
      ['GEBUNDEN', 'bound'],
      // Spanish
      ['ESCUCHAR', 'listen'],
      ['ESCUCHANDO', 'listen'],
      ['ESTABLECIDO', 'established'],
      ['ESTABLECIDA', 'established'],
      // French
      ['ÉCOUTE', 'listen'],
      ['ÉTABLIE', 'established'],
      ['ÉTABLI', 'established'],
      // Italian
      ['IN ASCOLTO', 'listen'],
      ['STABILITA', 'established'],
      ['STABILITO', 'established'],
      // Portuguese
      ['ESCUTA', 'listen'],
      ['OUVINDO', 'listen'],
      ['ESTABELECIDA', 'established'],
      ['ESTABELECIDO', 'established'],
      // Dutch
      ['LUISTEREN', 'listen'],
      ['VERBONDEN', 'established'],
      // Swedish
      ['LYSSNAR', 'listen'],
      ['UPPRÄTTAD', 'established'],
      // Polish
      ['NASŁUCHIWANIE', 'listen'],
      ['USTANOWIONO', 'established'],
      // Czech
      ['NASLOUCHÁNÍ', 'listen'],
      ['NAVÁZÁNO', 'established'],
    ] as const
  ).map(([word, state]) => [foldWord(word), state]),
);

/**
 * The ASCII letters of a word alone: what is left of `ABHÖREN` whatever code page it was written in, read in, or
 * lost its letter to (`ABH™REN`, `ABH?REN`, `ABHREN`).
 */
function foldWord(word: string): string {
  return word.toUpperCase().replace(/[^A-Z0-9_ ]/g, '');
}

/** The state netstat.exe of any language means; undefined for a word nobody here knows. */
export const windowsSocketState = (word: string): SocketState | undefined =>
  socketState(word, 'tcp') ?? translated.get(foldWord(word));

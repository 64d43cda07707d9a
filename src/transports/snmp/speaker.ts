import type { SnmpCredential } from '../../config/snmp-credential.ts';
import type { Carrier, Speaker } from './answer.ts';
import { communityMessage } from './message.ts';
import { pduTags, questionPdu } from './pdu.ts';
import type { Engine } from './v3-message.ts';
import { createV3Speaker } from './v3-speaker.ts';

type CommunityCredential = Extract<SnmpCredential, { community: unknown }>;

function createCommunitySpeaker({ version, community }: CommunityCredential, carrier: Carrier): Speaker {
  return {
    engine: () => undefined,
    async ask(question, manner) {
      const id = carrier.newId();
      // Cisco's community string indexing, which others took over: one instance of the bridge tables a VLAN.
      const word = manner.vlan === undefined ? community.reveal() : `${community.reveal()}@${manner.vlan}`;
      const reply = await carrier.carry(id, communityMessage(version, word, questionPdu(question, id)), manner);
      if (reply.kind !== 'message') return reply;
      if (reply.message.version === '3' || reply.message.pdu.tag !== pduTags.response) return { kind: 'garbled' };
      return { kind: 'pdu', pdu: reply.message.pdu };
    },
  };
}

/** `engine`: what is known of the agent's engine already, so that it is not discovered twice. */
export const createSpeaker = (credential: SnmpCredential, carrier: Carrier, engine?: Engine): Speaker =>
  credential.version === '3' ? createV3Speaker(credential, carrier, engine) : createCommunitySpeaker(credential, carrier);

import { textField } from '../../text/json-objects.ts';

type Json = Readonly<Record<string, unknown>>;

/** The letters and digits of generated names (k8s.io/apimachinery/pkg/util/rand): no vowels, nothing that looks like another. */
const generated = /^(.{1,200})-([bcdfghjklmnpqrstvwxz2456789]{6,10})-([bcdfghjklmnpqrstvwxz2456789]{5})$/;
const suffixed = /^(.{1,240})-[bcdfghjklmnpqrstvwxz2456789]{5}$/;
const numbered = /^(.{1,240})-\d{1,9}$/;
const digit = /\d/;

/**
 * What runs a pod, `Deployment/shop`: by the labels its controller gives it, and without them by a name that only a
 * Deployment gives (`shop-7d4b9c6f5-x2x8z`). Undefined where it is not sure.
 */
export function workloadOf(pod: string, labels: Json): string | undefined {
  const job = textField(labels, 'batch.kubernetes.io/job-name') ?? textField(labels, 'job-name');
  if (job !== undefined) return `Job/${job}`;
  const [, base, hash = ''] = generated.exec(pod) ?? [];
  const template = textField(labels, 'pod-template-hash');
  if (template !== undefined) return base !== undefined && hash === template ? `Deployment/${base}` : undefined;
  if (textField(labels, 'statefulset.kubernetes.io/pod-name') === pod) {
    const [, set] = numbered.exec(pod) ?? [];
    return set === undefined ? undefined : `StatefulSet/${set}`;
  }
  if (textField(labels, 'pod-template-generation') !== undefined) {
    const [, set] = suffixed.exec(pod) ?? [];
    return set === undefined ? undefined : `DaemonSet/${set}`;
  }
  return base !== undefined && hash.length >= 8 && digit.test(hash) ? `Deployment/${base}` : undefined;
}

import { cutJsonValues } from '../../text/json-cuts.ts';

/** Keys behind which commands, environments and free notes stand (docker, podman, crictl, lxc). */
const secretive: ReadonlySet<string> = new Set([
  'Annotations',
  'Args',
  'Cmd',
  'Command',
  'CreateCommand',
  'Entrypoint',
  'Env',
  'Healthcheck',
  'Log',
  'Path',
  'annotations',
  'config',
  'environment',
  'envs',
  'expanded_config',
]);

/** Labels that tell where a container belongs; any other may hold anything. */
const telling =
  /^(?:com\.docker\.(?:compose|stack|swarm)\.|io\.podman\.compose\.|io\.kubernetes\.|app\.kubernetes\.io\/|statefulset\.kubernetes\.io\/|batch\.kubernetes\.io\/|(?:app|job-name|k8s-app|name|pod-template-hash|pod-template-generation|controller-revision-hash)$)/;

/** Fields of other tools that are named for what they hold. */
const namedForSecrets = /pass(?:wd|word|phrase)|secret|token|credential/i;

/** Labels as `docker ps` prints them, in one text. */
const printedLabels = /("Labels": ?")([^"\n]{0,65536})"/g;

/**
 * Cuts commands, environments, fields named for secrets and labels that say nothing of where a container belongs out
 * of the JSON of container runtimes.
 */
export function redactContainers(text: string): string {
  const cut = cutJsonValues(text, (key, around) =>
    around === 'Labels' || around === 'labels' ? !telling.test(key) : secretive.has(key) || namedForSecrets.test(key),
  );
  return cut.replace(printedLabels, (_, head: string, labels: string) => {
    const kept = labels.split(',').filter((label) => telling.test(label.split('=', 1)[0] ?? ''));
    return `${head}${kept.join(',')}"`;
  });
}

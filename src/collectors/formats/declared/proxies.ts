import type { FileReader } from './config-file.ts';
import { readUrlOrPlace } from './place.ts';

/**
 * `http_proxy=…` of the environment and wgetrc, `Environment="HTTPS_PROXY=…"` of a unit, `setenv http_proxy …`, `proxy=` of yum.conf(5) and
 * dnf.conf(5), `Acquire::http::Proxy "…";` and `Proxy "…"` of apt.conf(5). `no_proxy` names whom to reach without.
 */
const proxy =
  /(?:^|[\s"'])((?:https?|ftp|rsync|all|socks5?)_proxy|(?:Acquire::)?(?:https?::|ftp::)?proxy(?:::[\w.-]{1,255})?)["']?\s*[=\s]\s*["']?([^\s"';]+)/gi;

export const proxyReader: FileReader = {
  path: /^\/etc\/(?:environment|profile|profile\.d\/[^/]+|environment\.d\/[^/]+|apt\/apt\.conf(?:\.d\/[^/]+)?|yum\.conf|dnf\/dnf\.conf|wgetrc|sysconfig\/(?:proxy|docker)|default\/docker|systemd\/.*\.conf|login\.conf)$/,
  read({ path, lines }, out) {
    for (const { number, text } of lines) {
      if (/^\s*(?:#|\/\/)/.test(text)) continue;
      for (const [, , written = ''] of text.matchAll(proxy)) {
        const place = /^(?:direct|_none_|none|false)$/i.test(written) ? undefined : readUrlOrPlace(written);
        if (place === undefined) continue;
        const { host, port, scheme } = place;
        out.add(number, { kind: 'proxy', host, port, scheme, source: path });
      }
    }
  },
};

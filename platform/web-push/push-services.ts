// Which addresses a push may be sent to. A browser names the address itself, so that whoever may name any has our server call it: only known
// push services are called, and what the operator adds.

/** Chrome and its kin, Firefox, Edge, Safari. `*.` stands for one or more labels. */
export const KNOWN_PUSH_SERVICES = ['fcm.googleapis.com', '*.push.services.mozilla.com', '*.notify.windows.com', 'web.push.apple.com'] as const;

export interface PushServices {
  /** Whether this endpoint is one of a known service, by https on its usual port or as the operator wrote it. */
  knows(endpoint: string): boolean;
}

/** A host (`push.example.org`, `*.example.org`) or a whole origin (`https://push.example.org:8443`), as the operator may add it. */
export function isServiceName(name: string): boolean {
  return isOrigin(name) ? URL.parse(name)?.origin === name : /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/.test(name);
}

export function createPushServices(added: readonly string[] = []): PushServices {
  const names: string[] = [...KNOWN_PUSH_SERVICES, ...added];
  const origins = new Set(names.filter(isOrigin));
  const hosts = names.filter((name) => !isOrigin(name));
  return {
    knows(endpoint) {
      const url = URL.parse(endpoint);
      if (url === null || url.username !== '' || url.password !== '') return false;
      if (origins.has(url.origin)) return true;
      return url.protocol === 'https:' && url.port === '' && hosts.some((host) => isOn(host, url.hostname));
    },
  };
}

function isOrigin(name: string): boolean {
  return /^https?:\/\//.test(name);
}

function isOn(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

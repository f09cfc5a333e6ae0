// Where a session was begun: the kind of device and program in words people know, and the address without its end.

/** `other` where the browser does not say, or says what we do not know. */
export const deviceSystems = ['android', 'harmony', 'iphone', 'ipad', 'windows', 'mac', 'linux', 'other'] as const;
export const devicePrograms = ['wechat', 'edge', 'chrome', 'firefox', 'safari', 'other'] as const;

export type SessionOrigin = {
  readonly system: (typeof deviceSystems)[number];
  readonly program: (typeof devicePrograms)[number];
  /** Masked: enough to know home from elsewhere, not enough to find anybody. */
  readonly address: string;
};

// In this order: an Android phone also says Linux, and nearly every browser says Chrome and Safari.
const systems = [
  [/harmonyos|openharmony/i, 'harmony'],
  [/android/i, 'android'],
  [/ipad/i, 'ipad'],
  [/iphone/i, 'iphone'],
  [/windows/i, 'windows'],
  [/macintosh|mac os/i, 'mac'],
  [/linux|x11/i, 'linux'],
] as const;
const programs = [
  [/micromessenger/i, 'wechat'],
  [/\bedg(e|a|ios)?\//i, 'edge'],
  [/firefox|fxios/i, 'firefox'],
  [/chrom(e|ium)|crios/i, 'chrome'],
  [/safari/i, 'safari'],
] as const;

/** What a request tells of where it comes from. */
export const originOf = (userAgent: string | undefined, address: string): SessionOrigin => {
  const said = userAgent ?? '';
  return {
    system: systems.find(([pattern]) => pattern.test(said))?.[1] ?? 'other',
    program: programs.find(([pattern]) => pattern.test(said))?.[1] ?? 'other',
    address: maskAddress(address),
  };
};

/** `192.0.2.*`; of IPv6 the first three groups, which name a network and no device in it. */
export const maskAddress = (address: string): string => {
  const inner = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (/^\d+\.\d+\.\d+\.\d+$/.test(inner)) return inner.replace(/\d+$/, '*');
  const groups = inner.split('::')[0]?.split(':').filter(Boolean) ?? [];
  return groups.length === 0 ? '*' : `${groups.slice(0, 3).join(':')}:*`;
};

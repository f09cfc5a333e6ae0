// Tells the login provider that this Node is one with long-term support, which the npm build of it forgets to say.

// Without a name there, oidc-provider warns on every start of a demo; Node 26 is such a line since October 2026.
if (!process.release.lts) Object.defineProperty(process.release, 'lts', { value: 'v26', configurable: true });

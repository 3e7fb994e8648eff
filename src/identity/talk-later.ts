// The part of a provider that sends requests, loaded with the first of them: a token that is still fresh needs none of
// it, and must not wait for it.

import type { Talk } from './provider.ts';

/** `load` is called once, when the first request is due. */
export function talkLater(load: () => Promise<Talk>): Talk {
  let loaded: Promise<Talk> | undefined;
  const talk = (): Promise<Talk> => {
    loaded ??= load();
    return loaded;
  };
  return {
    authorizationUrl: async (...given) => (await talk()).authorizationUrl(...given),
    redeemCode: async (...given) => (await talk()).redeemCode(...given),
    refresh: async (...given) => (await talk()).refresh(...given),
    startDevice: async (...given) => (await talk()).startDevice(...given),
    pollDevice: async (...given) => (await talk()).pollDevice(...given),
    clientCredentials: async (...given) => (await talk()).clientCredentials(...given),
    profile: async (...given) => (await talk()).profile(...given),
  };
}

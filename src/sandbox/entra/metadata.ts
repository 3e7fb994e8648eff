// What a client may look up before it begins: OpenID configuration, keys, and the instance discovery of MSAL.

import { consumersTenantId } from '../model.ts';
import { jsonRefusal } from './answer.ts';
import { answering, type EntraRequest, segmentOf } from './exchange.ts';
import type { SigningKey } from './keys.ts';
import { refuse } from './refusal.ts';
import { instanceNames, isConsumers, type Segment } from './segment.ts';
import type { World } from './world.ts';

export function openidConfiguration(world: World, request: EntraRequest): Promise<Response> {
  return answering(
    async () => {
      const segment = segmentOf(world, request);
      const base = `${request.origin}/${request.tenant}`;
      const graph = world.graphOrigin(request.origin);
      const cloud = (segment.kind === 'tenant' && segment.tenant.cloud) || 'worldwide';
      return publicJson({
        token_endpoint: `${base}/oauth2/v2.0/token`,
        token_endpoint_auth_methods_supported: [
          'client_secret_post',
          'private_key_jwt',
          'client_secret_basic',
        ],
        jwks_uri: `${base}/discovery/v2.0/keys`,
        response_modes_supported: ['query', 'fragment', 'form_post'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
        response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
        scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
        issuer: `${request.origin}/${issuerTenant(segment)}/v2.0`,
        request_uri_parameter_supported: false,
        userinfo_endpoint: `${graph}/oidc/userinfo`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
        http_logout_supported: true,
        frontchannel_logout_supported: true,
        end_session_endpoint: `${base}/oauth2/v2.0/logout`,
        claims_supported: [
          ...['sub', 'iss', 'cloud_instance_name', 'cloud_instance_host_name', 'cloud_graph_host_name'],
          ...['msgraph_host', 'aud', 'exp', 'iat', 'auth_time', 'acr', 'nonce', 'preferred_username'],
          ...['name', 'tid', 'ver', 'at_hash', 'c_hash', 'email'],
        ],
        kerberos_endpoint: `${base}/kerberos`,
        tenant_region_scope: segment.kind === 'tenant' ? regions[cloud] : null,
        cloud_instance_name: instanceNames[cloud],
        cloud_graph_host_name: 'graph.windows.net',
        msgraph_host: new URL(graph).host,
        rbac_url: 'https://pas.windows.net',
      });
    },
    (refusal) => jsonRefusal(world, refusal, request.ids, { 'access-control-allow-origin': '*' }),
  );
}

export function keys(world: World, request: EntraRequest): Promise<Response> {
  return answering(
    async () => {
      const segment = segmentOf(world, request);
      const { work, consumers } = await world.keys.published();
      const listed = (keys: readonly SigningKey[], tenant: string): object[] =>
        keys.map(({ jwk }) => ({ ...jwk, issuer: `${request.origin}/${tenant}/v2.0` }));
      const own = isConsumers(segment) ? '{tenantid}' : issuerTenant(segment);
      return publicJson({ keys: [...listed(work, own), ...listed(consumers, consumersTenantId)] });
    },
    (refusal) => jsonRefusal(world, refusal, request.ids, { 'access-control-allow-origin': '*' }),
  );
}

/** The hosts that the real answer lists, and the sandbox's own. */
export function instanceDiscovery(world: World, request: EntraRequest): Promise<Response> {
  return answering(
    async () => {
      const { host } = new URL(request.origin);
      const own = { preferred_network: host, preferred_cache: host, aliases: [host] };
      const metadata = clouds.some(({ aliases }) => aliases.includes(host)) ? clouds : [...clouds, own];
      const endpoint = request.parameters['authorization_endpoint'] ?? '';
      const asked = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
      const tenant = asked?.pathname.split('/')[1];
      if (!asked || !tenant || !metadata.some(({ aliases }) => aliases.includes(asked.host))) {
        throw refuse(50049);
      }
      return publicJson({
        tenant_discovery_endpoint: `${asked.origin}/${tenant}/v2.0/.well-known/openid-configuration`,
        'api-version': '1.1',
        metadata,
      });
    },
    (refusal) => jsonRefusal(world, refusal, request.ids, { 'access-control-allow-origin': '*' }),
  );
}

/** A query from here shows whose cloud a tenant lives in, if not here. */
const regions = { worldwide: 'WW', usGovernment: 'USGov', china: 'CN' } as const;

const clouds = [
  {
    preferred_network: 'login.microsoftonline.com',
    preferred_cache: 'login.windows.net',
    aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
  },
  {
    preferred_network: 'login.partner.microsoftonline.cn',
    preferred_cache: 'login.partner.microsoftonline.cn',
    aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
  },
  {
    preferred_network: 'login.microsoftonline.de',
    preferred_cache: 'login.microsoftonline.de',
    aliases: ['login.microsoftonline.de'],
  },
  {
    preferred_network: 'login.microsoftonline.us',
    preferred_cache: 'login.microsoftonline.us',
    aliases: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
  },
  {
    preferred_network: 'login-us.microsoftonline.com',
    preferred_cache: 'login-us.microsoftonline.com',
    aliases: ['login-us.microsoftonline.com'],
  },
];

function issuerTenant(segment: Segment): string {
  // Literal braces: a client that validates ids from /common has to fill in the token's own tenant.
  return segment.kind === 'tenant' ? segment.tenant.id : '{tenantid}';
}

function publicJson(body: object): Response {
  return Response.json(body, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'max-age=86400, private',
      'access-control-allow-origin': '*',
    },
  });
}

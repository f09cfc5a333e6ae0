// The description of the machine interfaces (OpenAPI 3.1), made from the zod schemas of the routes under /api/.
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';

/** Registers what must stand before the routes it describes. */
export const registerApiDescription = async (app: FastifyInstance): Promise<void> => {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '一卡通 Yikatong API',
        description: '第三代社会保障卡服务的机器接口。Machine interfaces of the card service.',
        version: '1',
      },
      tags: [
        { name: 'policy', description: '政策：谁、何时、在哪里能办什么 · The rules, open to everybody' },
        { name: 'token', description: '访问令牌 · Access tokens of the banks' },
        { name: 'people', description: '人社核心系统 · The city’s core system' },
        { name: 'bureau', description: '主管部门 · The bureau’s own systems' },
        { name: 'transit', description: '市政交通一卡通 · The transit operator' },
        { name: 'telephone', description: '96066 电话系统 · The telephone system of 96066' },
        { name: 'bank', description: '合作银行 · The cooperating banks' },
      ],
      components: {
        securitySchemes: {
          bankToken: {
            type: 'oauth2',
            description:
              'OAuth 2 client credentials (RFC 6749 §4.4); the token goes with every call as Bearer (RFC 6750).',
            flows: {
              clientCredentials: {
                tokenUrl: '/api/v1/token',
                scopes: {
                  'bank:orders': '领取并确认本行申领 · read and acknowledge the own orders',
                  'bank:answers': '报告进展，逐单或成批 · report on them, one by one or as files',
                  'bank:reconciliation': '每日对账 · compare both books every day',
                  'bureau:applications': '退回不合格的申领 · send applications back',
                  'people:import': '导入参保人员 · import insured people',
                  'transit:reports': '报告充值、乘车和市郊铁路 · report what happened to purses',
                  'telephone:callers': '按服务密码为来电人查询、临时挂失 · answer callers by their service password',
                },
              },
            },
          },
        },
      },
    },
    transform: (route) => {
      const described = jsonSchemaTransform(route);
      if (!route.url.startsWith('/api/')) return { ...described, schema: { ...described.schema, hide: true } };
      const operationId = operationIdOf(String(route.route.method), route.url);
      return { ...described, schema: { ...described.schema, operationId } };
    },
  });
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, () => app.swagger());
};

/** What generated clients call an operation: `post /api/v1/bank/orders/:number/mailed` is `postBankOrdersNumberMailed`. */
const operationIdOf = (method: string, url: string): string => {
  const words = url.replace(/^\/api\/v1\//, '').split(/[^a-zA-Z0-9]+/);
  const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
  return method.toLowerCase() + words.map(capital).join('');
};

// A bank's client as a stranger writes it: no types, nothing of the program but its address, everything from the OpenAPI document.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

export class ForeignClient {
  constructor(base, id, secret) {
    this.base = base;
    this.id = id;
    this.secret = secret;
  }

  async connect() {
    this.document = await (await fetch(`${this.base}/api/v1/openapi.json`)).json();
    const scheme = Object.values(this.document.components.securitySchemes).find((one) => one.type === 'oauth2');
    const { tokenUrl } = scheme.flows.clientCredentials;
    const answer = await fetch(new URL(tokenUrl, this.base), {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${this.id}:${this.secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    assert.equal(answer.status, 200);
    this.token = (await answer.json()).access_token;
  }

  find(operationId) {
    for (const [path, methods] of Object.entries(this.document.paths))
      for (const [method, operation] of Object.entries(methods))
        if (operation.operationId === operationId) return { method, path, operation };
    throw new Error(`the document has no ${operationId}`);
  }

  /** Fills address, headers and body from what the bank knows, by the names the document gives; a required name it does not know throws. */
  async call(operationId, known = {}, text) {
    const { method, path, operation } = this.find(operationId);
    const headers = { authorization: `Bearer ${this.token}` };
    let address = path;
    for (const parameter of operation.parameters ?? []) {
      const fresh = parameter.name === 'idempotency-key' ? randomUUID() : undefined;
      const value = known[parameter.name] ?? fresh;
      if (value === undefined && parameter.required) throw new Error(`${operationId} wants ${parameter.name}`);
      if (value === undefined) continue;
      if (parameter.in === 'path') address = address.replace(`{${parameter.name}}`, encodeURIComponent(value));
      if (parameter.in === 'header') headers[parameter.name] = value;
      if (parameter.in === 'query') address += `${address.includes('?') ? '&' : '?'}${parameter.name}=${value}`;
    }
    let body = text;
    const schema = operation.requestBody?.content?.['application/json']?.schema;
    if (schema) {
      const object = schema.properties ? schema : (schema.anyOf ?? []).find((one) => one.type === 'object');
      const given = {};
      for (const name of Object.keys(object?.properties ?? {}))
        if (known[name] !== undefined) given[name] = known[name];
      for (const name of object?.required ?? []) if (!(name in given)) throw new Error(`${operationId} wants ${name}`);
      body = JSON.stringify(given);
      headers['content-type'] = 'application/json';
    }
    if (text !== undefined) headers['content-type'] = 'application/jsonl';
    const answer = await fetch(this.base + address, {
      method: method.toUpperCase(),
      headers,
      ...(body !== undefined && { body }),
    });
    assert.ok(
      operation.responses[answer.status],
      `${operationId} answers ${answer.status}, which the document does not name`,
    );
    const isLines = answer.headers.get('content-type')?.includes('ndjson');
    const raw = await answer.text();
    return {
      status: answer.status,
      body: isLines
        ? raw
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line))
        : JSON.parse(raw),
    };
  }
}

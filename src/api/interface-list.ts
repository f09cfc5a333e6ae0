// The interfaces as people read them: the program's own OpenAPI document, made flat.
import { z } from 'zod';
import type { Language } from '../base/language.ts';

type Schema = z.infer<typeof schema>;
const schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  pattern: z.string().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), schema).optional();
  },
  get items() {
    return schema.optional();
  },
  /** What is inside an envelope, which no schema of JSON could say. */
  get 'x-sealed'() {
    return schema.optional();
  },
  get anyOf() {
    return z.array(schema).optional();
  },
  get oneOf() {
    return z.array(schema).optional();
  },
});

const content = z.record(z.string(), z.object({ schema: schema.optional() }));
const operation = z.object({
  tags: z.array(z.string()).default([]),
  summary: z.string().default(''),
  description: z.string().default(''),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().optional(),
        schema: schema.optional(),
      }),
    )
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })).default({}),
});
const apiDocument = z.object({
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});

/** One field of a question or an answer; fields within fields are named with a dot. */
export type Field = {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly note: string;
};

export type Interface = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly asks: readonly Field[];
  readonly answers: readonly Field[];
};

export type Group = { readonly name: string; readonly title: string; readonly interfaces: readonly Interface[] };

/** Groups in the order of the document's tags; texts of the form `中文 · English` in the one language. */
export const listInterfaces = (openApi: unknown, language: Language): readonly Group[] => {
  const { tags, paths } = apiDocument.parse(openApi);
  const all = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, one]) => ({ path, method, ...one })),
  );
  return tags.map(({ name, description }) => ({
    name,
    title: inLanguage(description, language),
    interfaces: all.filter((one) => one.tags.includes(name)).map((one) => interfaceFrom(one, language)),
  }));
};

type Operation = z.infer<typeof operation> & { readonly path: string; readonly method: string };

const interfaceFrom = (one: Operation, language: Language): Interface => {
  const { path, method, parameters, requestBody, responses } = one;
  const named = parameters.map((each) => ({
    ...{ name: each.name, required: each.required, type: each.schema ? typeOf(each.schema) : '' },
    note: inLanguage(each.description ?? each.schema?.description ?? '', language),
  }));
  return {
    id: `${method}-${path.replace(/[^a-z0-9]+/gi, '-')}`,
    method: method.toUpperCase(),
    path,
    summary: inLanguage(one.summary, language),
    description: inLanguage(one.description, language),
    asks: [...named, ...fieldsOf(schemaOf(requestBody?.content), language)],
    answers: fieldsOf(schemaOf(responses['200']?.content), language),
  };
};

const schemaOf = (given: z.infer<typeof content> | undefined): Schema | undefined =>
  Object.values(given ?? {})[0]?.schema;

const inLanguage = (text: string, language: Language): string => {
  const [zh = '', en = zh] = text.split(' · ');
  return language === 'zh' ? zh : en;
};

/** Deeper than any of ours; a schema that holds itself would have no end. */
const mostDepth = 4;

const fieldsOf = (given: Schema | undefined, language: Language, prefix = ''): readonly Field[] => {
  if (!given || prefix.split('.').length > mostDepth) return [];
  const shapes = shapesOf(given);
  const fields = new Map<string, Field>();
  for (const { properties = {}, required = [] } of shapes)
    for (const [key, property] of Object.entries(properties)) {
      const name = `${prefix}${key}`;
      const isRequired = shapes.every((shape) => shape.required?.includes(key)) && required.includes(key);
      const note = inLanguage(property.description ?? '', language);
      fields.set(name, { name, type: typeOf(property), required: isRequired, note });
      for (const inner of fieldsOf(property, language, `${name}.`)) fields.set(inner.name, inner);
      for (const inner of fieldsOf(property['x-sealed'], language, `${name} › `)) fields.set(inner.name, inner);
    }
  return [...fields.values()];
};

/** The objects a schema allows: itself, what a list of it holds, or one of several. */
const shapesOf = (given: Schema): readonly Schema[] => {
  if (given.items) return shapesOf(given.items);
  const choices = given.anyOf ?? given.oneOf;
  if (choices) return choices.flatMap(shapesOf);
  return given.properties ? [given] : [];
};

/** As a programmer writes it: `string`, `"mail" | "outlet"`, `object[] | null`. */
const typeOf = (given: Schema): string => {
  const choices = given.anyOf ?? given.oneOf;
  if (choices) return [...new Set(choices.map(typeOf))].join(' | ');
  if (given.enum) return given.enum.map((each) => JSON.stringify(each)).join(' | ');
  if (given.const !== undefined) return JSON.stringify(given.const);
  if (given.items) {
    const inner = typeOf(given.items);
    return inner.includes(' | ') ? `(${inner})[]` : `${inner}[]`;
  }
  const type = [given.type ?? 'object'].flat().join(' | ');
  return given.pattern === undefined ? type : `${type} ${given.pattern}`;
};

// An order as it goes to its bank: what the work is steered by in clear, everything about the person sealed to the bank's key.
import { z } from 'zod';
import { applicantDeliveries, applicationServices } from '../applications/application.ts';
import { noTaxNumberReasons, taxResidencies } from '../applications/tax-residency.ts';
import type { SealEnvelope } from '../crypto/envelope.ts';
import { photoKinds } from '../photos/photo.ts';
import type { Order } from '../production/list-orders.ts';

const day = z.string().describe('yyyy-mm-dd');
const bytes = z.string().describe('base64');

/** docs/api.md says byte for byte how it is opened. */
export const envelope = z
  .object({
    version: z.literal(1),
    keyId: z.string().describe('本行哪一把密钥可以解开 · which of the bank’s keys opens it'),
    wrappedKey: bytes.describe(
      'SM2（C1‖C3‖C2，113 字节）加密的内容密钥 · the content key under SM2 (C1‖C3‖C2, 113 bytes)',
    ),
    nonce: bytes.describe('12 字节 · 12 bytes'),
    cipherText: bytes.describe('SM4-GCM'),
    tag: bytes.describe('16 字节 · 16 bytes'),
  })
  .describe(
    '只有本行能解开：内容密钥用本行 SM2 公钥加密，内容用 SM4-GCM 加密；附加数据为 yikatong-envelope-1|银行|keyId|编号|内容（order、request 或图片种类）。 · Only the bank opens it: the content key is under its SM2 key, the content under SM4-GCM; the associated data are yikatong-envelope-1|bank|keyId|number|content (order, request, or the kind of the image).',
  );

/** What is in the envelope of an order, as JSON in UTF-8. */
export const sealedOrder = z.object({
  formerCardNumber: z
    .string()
    .nullable()
    .describe('被补换的卡号；null：首次申领 · number of the card it replaces; null: a first card'),
  name: z.string(),
  idType: z.string(),
  idNumber: z.string(),
  idValidUntil: day.nullable().describe('null：长期 · null: no end'),
  birthDate: day,
  sex: z.enum(['male', 'female']).nullable(),
  phone: z.string(),
  homeAddress: z.string().nullable(),
  occupation: z.string().nullable(),
  taxResidency: z
    .object({
      residency: z.enum(taxResidencies),
      countries: z.array(
        z.object({
          country: z.string().describe('ISO 3166-1'),
          taxNumber: z.string().nullable(),
          noNumberReason: z.enum(noTaxNumberReasons).nullable(),
          explanation: z.string().nullable(),
        }),
      ),
    })
    .nullable()
    .describe(
      '税收居民身份声明；激活时由银行完成尽职调查；null：激活时补填 · declared tax residency; the bank finishes the due diligence at activation; null: declared then',
    ),
  recipient: z.string().nullable().describe('null：申领人本人 · null: the applicant'),
  recipientPhone: z.string().nullable(),
  address: z.string().nullable(),
  postcode: z.string().nullable(),
});

/** What is inside is described beside the envelope, as no schema of JSON could. */
const { $schema: _, ...contentSchema } = z.toJSONSchema(sealedOrder);
const order = z.object({
  number: z.string(),
  task: z
    .enum(['issue', 'deliver'])
    .describe(
      'issue：开户、制卡并交付；deliver：退回的卡重新交付 · issue: open, make, deliver; deliver: a returned card goes another way',
    ),
  service: z
    .enum(applicationServices)
    .describe(
      'apply：首次申领；reissue：补领，开户回执即确认原卡正式挂失；exchange-*：换领 · reissue: reporting the account opened confirms the formal loss of the former card; exchange-*: exchange',
    ),
  submittedAt: z.string().describe('RFC 3339'),
  dueOn: day.nullable().describe('制作期限最后一日 · last day of production'),
  delivery: z.enum(applicantDeliveries),
  outletId: z.string().nullable(),
  images: z
    .array(z.enum(photoKinds))
    .describe('随单图片；没有 card-photo 时用库存照片 · images of the order; without card-photo the one on file'),
  sealed: envelope.meta({ 'x-sealed': contentSchema }),
});

export const ordersAnswer = z.object({ orders: z.array(order) });

/** Dates as text; the person's data as JSON in an envelope for this very order. */
export const orderOnWire = (given: Order, seal: SealEnvelope): z.input<typeof order> => {
  const { number, task, service, submittedAt, dueOn, delivery, outletId, images, ...person } = given;
  const content: z.input<typeof sealedOrder> = {
    ...person,
    idValidUntil: person.idValidUntil?.toString() ?? null,
    birthDate: person.birthDate.toString(),
    taxResidency: person.taxResidency && {
      ...person.taxResidency,
      countries: person.taxResidency.countries.map((each) => ({ ...each })),
    },
  };
  return {
    ...{ number, task, service, delivery, outletId },
    images: [...images],
    submittedAt: submittedAt.toString({ smallestUnit: 'second' }),
    dueOn: dueOn?.toString() ?? null,
    sealed: seal({ number, content: 'order' }, Buffer.from(JSON.stringify(content))),
  };
};

export const imageAnswer = z.object({
  number: z.string(),
  kind: z.enum(photoKinds),
  mediaType: z.literal('image/jpeg').describe('sealed 内容的类型 · what is in sealed'),
  sealed: envelope,
});

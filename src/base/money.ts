// Amounts of money: whole fen (hundredths of a yuan) inside, yuan with two decimals where people and machines read and write.

const yuan = /^(\d{1,7})(?:\.(\d{1,2}))?$/;

/** `20`, `20.5` or `20.50` as fen; undefined for anything else, a minus too. */
export const parseYuan = (text: string): number | undefined => {
  const [, whole, parts = ''] = yuan.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(parts.padEnd(2, '0'));
};

/** Fen as yuan: `87.50`, `-3.00`. */
export const yuanText = (fen: number): string => `${fen < 0 ? '-' : ''}${(Math.abs(fen) / 100).toFixed(2)}`;

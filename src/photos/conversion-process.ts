// The process in which strangers' pictures are decoded: it has no keys, no database, no network, and ends when it takes too much.
import { z } from 'zod';
import { convertPhoto } from './convert-photo.ts';
import { photoKinds } from './photo.ts';

/** Resident memory at which the process gives up; the largest picture we take needs about two thirds of it. */
const mostMemoryBytes = 512 * 1024 * 1024;
const watchMilliseconds = 50;

const request = z.object({
  bytes: z.instanceof(Uint8Array),
  kind: z.enum(photoKinds),
  isLenient: z.boolean(),
});

// Decoding runs in a thread of its own, so this one is free to watch.
setInterval(() => {
  if (process.memoryUsage.rss() > mostMemoryBytes) process.exit(1);
}, watchMilliseconds).unref();

process.on('message', async (message) => {
  process.send?.(await convertPhoto(request.parse(message)));
});
process.on('disconnect', () => process.exit());

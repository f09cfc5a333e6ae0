// 我的记录 and 我的短信: what happened to one's things, who looked at them, what was sent, and all of it as a file.
import { mostListed } from '../messages/list-messages.ts';
import { RefusedPage } from './pages/enable.tsx';
import { MessagesPage } from './pages/messages.tsx';
import { DataPage, RecordPage } from './pages/record.tsx';
import { send } from './portal-scope.ts';
import type { Answer } from './visit.tsx';

export const showRecord: Answer = async (desk, { page, who, reply }) =>
  send(reply, <RecordPage page={page} record={await desk.record(who)} />);

export const showMessages: Answer = async (desk, { page, who, reply }) =>
  send(reply, <MessagesPage page={page} messages={await desk.messages(who)} most={mostListed} />);

export const showData: Answer = async (_desk, { page, reply }) => send(reply, <DataPage page={page} />);

export const giveData: Answer = async (desk, { page, who, reply }) => {
  const data = await desk.ownData(who);
  if (!data.ok)
    return send(reply, <RefusedPage page={page} title={page.say('data.title')} refusal={data.refusal} />, 409);
  return reply
    .header('content-disposition', 'attachment; filename="yikatong-my-data.json"')
    .type('application/json; charset=utf-8')
    .send(data.value);
};

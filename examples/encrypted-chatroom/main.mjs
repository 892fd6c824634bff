// node examples/encrypted-chatroom/main.mjs [http://localhost:8000]
import { WebSocket } from 'ws';
import { chatroomsApi } from './chatrooms-api.mjs';
import { EncryptedChatroom } from './encrypted-chatroom.mjs';
import { makeIdentity } from './room-crypto.mjs';

const url = process.argv[2] ?? 'http://localhost:8000';

const join = async (name) => {
  const { privateKey, publicKey } = await makeIdentity();
  const username = `${name}_${Date.now().toString(36)}`;
  const registration = { username, email: `${username}@example.com`, password: 'correct horse', display_name: name, public_key: publicKey };
  const { access_token } = await chatroomsApi(url)('POST', '/auth/register', registration);
  return { name, privateKey, token: access_token, api: chatroomsApi(url, access_token) };
};

const send = (person, chatroomId, content) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws?token=${person.token}`);
    const frame = { chatroom_id: chatroomId, content, message_type: 'text', client_id: crypto.randomUUID() };
    socket.onopen = () => socket.send(JSON.stringify({ event: 'send_message', data: frame }));
    socket.onerror = () => reject(new Error('the socket failed'));
    socket.onmessage = ({ data }) => {
      const heard = JSON.parse(data);
      if (heard.event === 'error') reject(new Error(heard.data.message));
      if (heard.event === 'message_received' && heard.data.client_id === frame.client_id) resolve(heard.data.message);
      if (heard.event === 'error' || heard.event === 'message_received') socket.close();
    };
  });

const [ann, ben] = await Promise.all(['ann', 'ben'].map(join));
const { chatroom } = await ann.api('POST', '/chatrooms', { name: 'Secrets', is_private: true });
const { invitation } = await ann.api('POST', `/chatrooms/${chatroom.id}/invite`, {});
await ben.api('POST', `/chatrooms/join/${invitation.invite_code}`);

const [anns, bens] = [ann, ben].map(({ api, privateKey }) => new EncryptedChatroom(api, chatroom.id, privateKey));
await anns.refresh();
await send(ann, chatroom.id, await anns.encrypt('Nobody but us reads this.'));

const { messages } = await ben.api('GET', `/chatrooms/${chatroom.id}/messages?limit=1`);
console.log(`the server keeps: ${messages[0].content.encrypted_data}`);
console.log(`ben reads:        ${await bens.decrypt(messages[0].content)}`);

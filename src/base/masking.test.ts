// Shows what is left of a name, a number, a phone and an account when it is masked.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { maskAccount, maskAddress, maskIdNumber, maskName, maskPhone } from './masking.ts';

it('keeps the first character of a name and at most two stars', () => {
  const cases = { 张三: '张*', 张三丰: '张**', 欧阳小明: '欧**', 古丽·买买提: '古**', 𠮷野: '𠮷*', 张: '张', '': '' };
  for (const [name, masked] of Object.entries(cases)) assert.equal(maskName(name), masked);
});

it('keeps four characters at both ends of an ID number', () => {
  assert.equal(maskIdNumber('110101199001019015'), '1101**********9015');
  assert.equal(maskIdNumber('11010119900101901X'), '1101**********901X');
  assert.equal(maskIdNumber('USA310190010112'), 'USA3*******0112');
});

it('keeps the first three and the last four of a phone number, the last four of an account', () => {
  assert.equal(maskPhone('19900001234'), '199****1234');
  assert.equal(maskAccount('6299990000001234'), '****1234');
});

it('keeps of an address the part of the city', () => {
  assert.equal(maskAddress('北京市海淀区中关村大街1号院2号楼301'), '北京市海淀区****');
  assert.equal(maskAddress('试验路1号'), '*****');
});

it('shows nothing of a value that is too short to be masked', () => {
  assert.equal(maskIdNumber('12345678901'), '***********');
  assert.equal(maskPhone('1234567'), '*******');
  assert.equal(maskAccount('1234'), '****');
});

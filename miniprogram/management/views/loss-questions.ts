/** Verb and consequence of each action that cannot be undone, by what the action removes. */
const LOSS_WORDING = {
  account: ['删除', '它的订单马上查不到了，密钥也一起删掉。要恢复得重新填写。'],
  'mini-program': ['删除', '它的密钥一起删掉；要再用，得重新填写。小程序本身不受影响。'],
  store: ['删除', '只属于这家门店的人不再能查单；订单和记录不受影响。'],
  member: ['移除', '{who}马上不能再查单，手机里的本店记录会在下一次查询时清空。要回来得重新邀请。'],
  joiner: ['拒绝', '{who}不能用这张邀请加入了。要加入得重新邀请。'],
  invite: ['撤回', '拿到它的人不能再加入。'],
  'register-key': ['停用', '用它的系统马上不能再登记订单，停用后不能恢复。已经登记的不受影响。'],
  records: [
    '清除',
    '云端保存的订单经过和操作记录马上删掉，不能恢复；只留下这一次清除的记录。进行中的订单再查一次就会重新出现。',
  ],
} as const;

/** Builds the question before an action. `name`: the thing or person that is lost, in words. */
export function lossQuestion(removedKind: keyof typeof LOSS_WORDING, name: string) {
  const [verb, lossText] = LOSS_WORDING[removedKind];
  return { title: `${verb}${name}？`, content: lossText.replace('{who}', name), confirmText: verb };
}

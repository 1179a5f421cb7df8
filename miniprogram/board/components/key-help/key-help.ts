const KEY_MEANINGS: readonly { readonly keys: string; readonly text: string }[] = [
  { keys: '0–9', text: '按单号里的数字找，末四位先' },
  { keys: '↑ ↓', text: '选一单' },
  { keys: 'Enter', text: '打开选中的，或列表里第一单' },
  { keys: 'Esc', text: '不找了；收起号码；关上详情' },
  { keys: '← →', text: '换筛选' },
  { keys: 'C', text: '复制给顾客' },
  { keys: 'P', text: '拨打' },
  { keys: 'K', text: '知道了，不再响' },
  { keys: 'M', text: '铃开、关' },
  { keys: 'R', text: '现在就更新' },
  { keys: '?', text: '看这些键' },
  { keys: '扫码枪', text: '连着扫就行' },
];

Component({ data: { keys: KEY_MEANINGS } });

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The shop's day as it stands in its order ids: `20261124`. */
export function dayOf(time: number): string {
  return DAY.format(time).replaceAll('-', '');
}

/** The shop's next order id of the day: `20261124-1288` after `20261124-1287`. */
export function nextOrderId(taken: readonly string[], time: number): string {
  const day = dayOf(time);
  const numbers = taken
    .filter((orderId) => orderId.startsWith(`${day}-`))
    .map((orderId) => Number(orderId.slice(day.length + 1)))
    .filter(Number.isInteger);
  return `${day}-${Math.max(1000, ...numbers) + 1}`;
}

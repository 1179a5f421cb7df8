/** The delivery companies that WeChat names, by their `delivery_id` [O] (docs/getorder-contract.md §6). */
export const COMPANY_NAMES: Readonly<Record<string, string>> = {
  SFTC: '顺丰同城',
  SS: '闪送',
  MTPS: '美团配送',
  DADA: '达达',
  UU: 'UU跑腿',
  TEST: '微信的测试公司',
};

/** As people call it; a company that is not known goes by its id. */
export function companyName(company: string): string {
  return COMPANY_NAMES[company] ?? company;
}

/** Opens the dialler. WeChat asks the person before it dials; cancelling there is no error. */
export async function dial(phoneNumber: string): Promise<'dialled' | 'not-dialled'> {
  try {
    await wx.makePhoneCall({ phoneNumber });
    return 'dialled';
  } catch {
    return 'not-dialled';
  }
}

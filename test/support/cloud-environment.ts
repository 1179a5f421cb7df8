/** As an owner has entered theirs: the repository names none. */
export const CLOUD_ENVIRONMENT = 'prod-1';

// What the auditor searches: what was done, what was refused, and what was looked at.

export const auditLists = ['events', 'refusals', 'looks'] as const;
export type AuditList = (typeof auditLists)[number];

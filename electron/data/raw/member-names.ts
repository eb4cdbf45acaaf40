/** Whom rows belong to, so that those of one are alike. */
const MEMBERS =
  /^(?:patient|subject|person|participant|user|customer|client|session|speaker|author|device|student|household|family|visitor|member|player|driver|animal)(?:s|[_\s.-]?(?:id|no|nr|num|number|name|code))?$|^(?:病人|患者|受试者|参与者|用户|客户|会话|说话人|学生|设备)(?:id|编号|号|姓名|名)?$/i;
/** What ends like an id. */
const ENDS_LIKE_ID = /(?:^|[_\s.-])(?:id|uuid|guid)$/i;
const ENDS_LIKE_ID_CAMEL = /[a-z\d]I[dD]$/;

/** Whether a column is called after whom or what rows belong to: a patient, a session. */
export const isMemberName = (name: string): boolean => MEMBERS.test(name.trim());

/** Whether a column is called like an id of anything. */
export const isIdName = (name: string): boolean =>
  ENDS_LIKE_ID.test(name.trim()) || ENDS_LIKE_ID_CAMEL.test(name.trim());

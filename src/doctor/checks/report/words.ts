// What a report says in its own name, in both languages.

export interface ReportWords {
  readonly inIt: string;
  readonly masked: string;
  readonly unmasked: string;
  readonly conclusion: string;
  readonly checks: string;
  readonly checkColumns: readonly string[];
  readonly reasons: string;
  readonly next: string;
  readonly question: string;
  readonly evidence: string;
  readonly ids: string;
  readonly idColumns: readonly string[];
  readonly account: string;
  readonly settings: string;
  readonly settingColumns: readonly string[];
  readonly said: string;
  readonly left: string;
}

export const reportWords: Readonly<Record<'en' | 'ja', ReportWords>> = {
  en: {
    inIt: 'In it: what each check saw and concluded, ids for support, the account, settings and where each comes from, and what was said to the servers. Tokens, codes, secrets, passwords and keys are stars. Mail is not in it, nor are names of folders.',
    masked:
      'Mail addresses and their domains have other names. Server names, tenant ids and file paths are as they are.',
    unmasked:
      'Mail addresses, server names, tenant ids and file paths are as they are: with `--mask-addresses` addresses and their domains get other names.',
    conclusion: 'Conclusion',
    checks: 'Checks',
    checkColumns: ['Verdict', 'Check', 'Seen', 'Took'],
    reasons: 'Why',
    next: 'Next step',
    question: 'Would decide it',
    evidence: 'Evidence and facts',
    ids: 'Ids for support',
    idColumns: ['Id', 'Value', 'Where'],
    account: 'Account and registration',
    settings: 'Settings',
    settingColumns: ['Setting', 'Value', 'From'],
    said: 'What was said',
    left: 'Conversations that are not shown',
  },
  ja: {
    inIt: '内容: 各項目の確認結果と結論、サポート用の ID、アカウント、設定とその出所、サーバーとのやり取り。トークン、コード、シークレット、パスワード、鍵は伏せ字です。メールの本文やフォルダー名は含まれません。',
    masked:
      'メール アドレスとそのドメインは別名に置き換えてあります。サーバー名、テナント ID、ファイルのパスはそのままです。',
    unmasked:
      'メール アドレス、サーバー名、テナント ID、ファイルのパスはそのままです。`--mask-addresses` を付けるとアドレスとドメインが別名になります。',
    conclusion: '結論',
    checks: '確認項目',
    checkColumns: ['判定', '項目', '結果', '時間'],
    reasons: '理由',
    next: '次の手順',
    question: '判断の決め手',
    evidence: '根拠と事実',
    ids: 'サポート用の ID',
    idColumns: ['種類', '値', '場所'],
    account: 'アカウントとアプリの登録',
    settings: '設定',
    settingColumns: ['設定', '値', '出所'],
    said: 'やり取り',
    left: '省略したやり取り',
  },
};

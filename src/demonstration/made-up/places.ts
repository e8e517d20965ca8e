/** A county-level division, as it is written in names of companies. */
export interface Place {
  divisionCode: string;
  name: string;
}

/** A reporting region: its share of the demonstration, its counties, and trades that it is known for. */
interface RegionOfDemonstration {
  regionCode: string;
  name: string;
  weight: number;
  places: Place[];
  trades: string[];
}

/** "350102鼓楼 350103台江" */
function placesOf(text: string): Place[] {
  return text.split(' ').map((entry) => ({ divisionCode: entry.slice(0, 6), name: entry.slice(6) }));
}

export const regions: RegionOfDemonstration[] = [
  {
    regionCode: '3501',
    name: '福州',
    weight: 27,
    places: placesOf(
      '350102鼓楼 350103台江 350104仓山 350105马尾 350111晋安 350112长乐 350121闽侯 350122连江 350123罗源 350124闽清 350125永泰 350181福清',
    ),
    trades: ['软件', '数字技术', '信息技术', '光学科技', '化纤科技'],
  },
  {
    regionCode: '3502',
    name: '厦门',
    weight: 6,
    places: placesOf('350203思明 350205海沧 350206湖里 350211集美 350212同安 350213翔安'),
    trades: ['光电', '航空科技', '软件'],
  },
  {
    regionCode: '3503',
    name: '莆田',
    weight: 7,
    places: placesOf('350302城厢 350303涵江 350304荔城 350305秀屿 350322仙游'),
    trades: ['鞋业科技', '工艺家具', '医疗科技'],
  },
  {
    regionCode: '3504',
    name: '三明',
    weight: 7,
    places: placesOf(
      '350404三元 350405沙县 350421明溪 350423清流 350424宁化 350425大田 350426尤溪 350428将乐 350429泰宁 350430建宁 350481永安',
    ),
    trades: ['氟新材料', '种业科技', '石墨烯科技'],
  },
  {
    regionCode: '3505',
    name: '泉州',
    weight: 21,
    places: placesOf(
      '350502鲤城 350503丰泽 350504洛江 350505泉港 350521惠安 350524安溪 350525永春 350526德化 350581石狮 350582晋江 350583南安',
    ),
    trades: ['纺织科技', '鞋服科技', '陶瓷科技', '数控机械', '卫浴科技', '石化科技'],
  },
  {
    regionCode: '3506',
    name: '漳州',
    weight: 10,
    places: placesOf(
      '350602芗城 350603龙文 350604龙海 350605长泰 350622云霄 350623漳浦 350624诏安 350626东山 350627南靖 350628平和 350629华安',
    ),
    trades: ['食品科技', '钟表科技', '水产科技'],
  },
  {
    regionCode: '3507',
    name: '南平',
    weight: 6,
    places: placesOf(
      '350702延平 350703建阳 350721顺昌 350722浦城 350723光泽 350724松溪 350725政和 350781邵武 350782武夷山 350783建瓯',
    ),
    trades: ['竹木科技', '茶业科技', '饮品科技'],
  },
  {
    regionCode: '3508',
    name: '龙岩',
    weight: 7,
    places: placesOf('350802新罗 350803永定 350821长汀 350823上杭 350824武平 350825连城 350881漳平'),
    trades: ['矿山机械', '环保装备', '稀土材料'],
  },
  {
    regionCode: '3509',
    name: '宁德',
    weight: 7,
    places: placesOf(
      '350902蕉城 350921霞浦 350922古田 350923屏南 350924寿宁 350925周宁 350926柘荣 350981福安 350982福鼎',
    ),
    trades: ['新能源', '电机科技', '锂电材料', '海洋食品'],
  },
  {
    regionCode: '350128',
    name: '平潭',
    weight: 2,
    places: placesOf('350128平潭'),
    trades: ['海洋科技', '跨境数据', '风电科技'],
  },
];

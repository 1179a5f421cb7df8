const { createHash } = require('node:crypto');

/** The TEST order of every client, with WeChat's own account (docs/getorder-contract.md §6). */
exports.reference = (orderId) => ({
  shopid: 'test_shop_id',
  shop_order_id: orderId,
  delivery_sign: createHash('sha1').update(`test_shop_id${orderId}test_app_secrect`).digest('hex'),
});

exports.order = (orderId) => ({
  ...exports.reference(orderId),
  shop_no: '1',
  delivery_id: 'TEST',
  openid: 'o-customer',
  receiver: {
    name: '收货人',
    city: '演示市',
    address: '鹿鸣山庄',
    address_detail: '1 栋',
    phone: '12000000000',
    lng: 113.34116,
    lat: 23.14016,
    coordinate_type: 0,
  },
  cargo: {
    goods_value: 20,
    goods_weight: 1,
    cargo_first_class: '美食',
    cargo_second_class: '快餐',
  },
  order_info: { order_type: 0, expected_delivery_time: 0, is_insured: 0 },
  shop: { wxa_path: 'pages/index', img_url: '', goods_name: '盒饭', goods_count: 1 },
});

exports.move = (orderId, status) => ({
  shopid: 'test_shop_id',
  shop_order_id: orderId,
  action_time: Math.floor(Date.now() / 1000),
  order_status: status,
  action_msg: '配送中',
});

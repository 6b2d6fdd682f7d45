for f in bios_date bios_vendor bios_version board_asset_tag board_name board_serial board_vendor board_version chassis_asset_tag chassis_serial chassis_type chassis_vendor chassis_version product_name product_serial product_uuid product_version sys_vendor; do
  v=
  { read -r v </sys/devices/virtual/dmi/id/$f; } 2>/dev/null || v=NA
  printf '%s\t%s\n' $f "$v"
done
